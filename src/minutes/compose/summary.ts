/** The sections of the minutes as Markdown between their marks: the summary, and those below headings of the pad. Pure. */
import { markedSections, markRest, markSection } from '../../domain/text/section-marks.ts'
import { FRAME, sections } from '../sections/registry.ts'
import type { Section, SectionInput } from '../sections/section.ts'
import type { MinutesContext } from './read-meeting.ts'

/** Sections that stand at the end of a section of the pad: lines, and the pad line of its heading. */
export function sectionsBelow(input: SectionInput): readonly { readonly endOfSection: number; readonly lines: readonly string[] }[] {
  return sections.flatMap((section) => {
    const endOfSection = headingOf(section, input)
    if (endOfSection === null) return []
    const text = tidy(section.build(input).text)
    return text === '' ? [] : [{ endOfSection, lines: markSection(markOf(section, input.context), text).split('\n') }]
  })
}

/**
 * The template `minutes/summary` places the others: all by `sections`, or each by `section.<id>`; `text` has the heading,
 * `body` has none, and both are empty where there is nothing to say. Words of the template's own are marked as well.
 */
export function renderSummary(input: SectionInput): string {
  const { team, render } = input.context
  const level = '#'.repeat(team.firstHeading + 1)
  const shown = sections.map((section) => shownSection(section, input, `${level}#`))
  const rendered = render('minutes/summary', {
    ...Object.assign({}, ...shown.map(({ fields }) => fields)),
    h2: level,
    h3: `${level}#`,
    about: shown.find(({ id }) => id === 'about')?.body ?? '',
    sections: shown.filter(({ text }) => text !== ''),
    section: Object.fromEntries(shown.map((section) => [section.id, section])),
  })
  return withState(markRest(FRAME, tidy(rendered)), input.context)
}

function shownSection(section: Section, input: SectionInput, level: string) {
  const { id, heading } = section
  const { text, fields = {} } = section.build(input)
  // Below a heading of the pad it stands already; a section for such a place alone is shown nowhere else.
  const isElsewhere = section.below !== undefined && (heading === '' || headingOf(section, input) !== null)
  const body = isElsewhere ? '' : tidy(text)
  const marked = (content: string) => (body === '' ? '' : markSection(markOf(section, input.context), content))
  return { id, heading, fields, body: marked(body), text: marked(heading === '' ? body : `${level} ${heading}\n\n${body}`) }
}

function headingOf({ below }: Section, { news }: SectionInput): number | null {
  return below === undefined || news === null ? null : below(news)
}

function markOf({ id, state }: Section, context: MinutesContext): string {
  const behind = state?.(context) ?? ''
  return behind === '' ? id : `${id}-${behind}`
}

/** A template may leave out any section; what the minutes rest on must still be known when they are read again. */
function withState(summary: string, context: MinutesContext): string {
  const ids = new Set(markedSections(summary.split('\n')).map(({ id }) => id))
  const marks = sections.flatMap((section) => (section.state === undefined ? [] : [markOf(section, context)]))
  const missing = marks.filter((mark) => !ids.has(mark) && (mark.includes('-') || ids.size === 0))
  return [summary, ...missing.map((mark) => markSection(mark, ''))].filter((part) => part !== '').join('\n\n')
}

/** Templates leave gaps where a part is absent. */
function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim()
}
