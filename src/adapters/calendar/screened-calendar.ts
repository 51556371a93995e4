/** Takes secrets and e-mail addresses out of what people typed into events: titles and reasons are told, on pages too. */
import type { Screen } from '../../ports.ts'
import type { ParsedCalendar } from './parse-icalendar.ts'

/** `screen` puts placeholders in. Descriptions stay: of them only addresses of pads and minutes are used. */
export async function screenedCalendar({ events, problems }: ParsedCalendar, screen: Screen, where: string): Promise<ParsedCalendar> {
  const reasons = events.flatMap(({ except }) => except.flatMap(({ reason }) => reason ?? []))
  const typed = [...new Set([...events.map(({ title }) => title), ...reasons, ...problems])]
  // At once, a line each.
  const screened = (await screen(typed.map((text) => text.replaceAll(/[\r\n\u2028\u2029]/g, ' ')).join('\n'), where)).split('\n')
  const byText = new Map(typed.map((text, index) => [text, screened[index] ?? '']))
  const shown = (text: string) => byText.get(text) ?? ''
  return {
    events: events.map((event) => ({
      ...event,
      title: shown(event.title),
      except: event.except.map((one) => (one.reason === null ? one : { ...one, reason: shown(one.reason) })),
    })),
    problems: problems.map(shown),
  }
}
