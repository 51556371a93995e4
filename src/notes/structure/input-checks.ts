/**
 * What is wrong with a text as a whole: not a pad at all, damaged, empty, too long, or a template that nobody has filled in
 * (a welcome text, or only headings, questions and hints). Pure.
 */

import { phrases } from '../../domain/text/phrases.ts'
import { dateIn, isDayTitle } from '../text/days.ts'
import { oneOf } from '../text/word-lists.ts'
import { MAX_BYTES, MAX_LINES } from './limits.ts'
import type { Line, StructureWarning } from './line-model.ts'
/** true where no line says anything that a person typed for this meeting. `fromAgenda`: lines that an agenda put there. */
export function isUntouched(lines: readonly Line[], fromAgenda: readonly boolean[] = []): boolean {
  const said = lines.filter((line, index) => !fromAgenda[index] && saysSomething(line, lines[index - 1]))
  return said.length === 0 || isWelcome(lines, said) || isManual(lines)
}

/** A page that a pad server brings with it ("Features"): it explains the editor, and names no meeting. */
function isManual(lines: readonly Line[]): boolean {
  const begins = lines.findIndex(({ text }) => MANUAL.test(text.replace(/<[^<>]{0,200}>|[*_]/g, '')))
  if (begins === -1 || begins > 30) return false
  const above = lines.slice(0, begins).filter(({ kind }) => kind === 'heading' || kind === 'item' || kind === 'text')
  const ofManual = above.every(({ kind, text }) => kind === 'heading' && MANUAL_HEADING.test(text))
  return (
    ofManual && !lines.some(({ kind, text }) => (kind === 'heading' && dateIn(text) !== null) || (kind === 'item' && HANDLE.test(text)))
  )
}

const MANUAL = phrases(
  [
    phrases(['hedgedoc, codimd, hackmd'], {
      before: /\W{0,3}/i,
      after: /(?: \(?[\w ]{0,30}\)?)? (?:is|ist) (?:a|an|ein) (?:open[- ]source,? )?(?:real-?time|echtzeit)/i,
      flags: 'i',
    }),
    'first you need to (write|add) (the )?yaml',
    'this slide deck is',
  ],
  { before: /^/, flags: 'i' },
)
const MANUAL_HEADING =
  /^\W{0,4}(?:features?|introduction|einführung|funktionen|yaml metadata|slide example|supported yaml metadata)\W{0,3}$/iu
const HANDLE = /(?<![\w.+/])@[a-z\d-]{2,39}(?![\w@.])/i

/** The text that a pad server puts into a new pad: it greets, and speaks of pads only. */
function isWelcome(lines: readonly Line[], said: readonly Line[]): boolean {
  if (lines.some(({ kind, text }) => kind === 'heading' && !GREETING.test(text))) return false
  const texts = said.map(({ text }) => text)
  const greets = lines.some(({ text }) => GREETING.test(text))
  const tells = texts.some((text) => SYNCHRONIZED.test(text) || ABOUT_PADS.test(text))
  return greets && tells && texts.every((text) => isAboutPads(text))
}

/** `above`: the line before it. */
export function saysSomething({ kind, text, search }: Line, above: Line | undefined): boolean {
  if (kind === 'item' || kind === 'text') {
    const said = search.replace(/^\[[ xX]?\]/, '').trim()
    return !/[\p{L}\d]/u.test(said) || TABLE_OF_CONTENTS.test(said) ? false : !isTemplate(said, text)
  }
  // The first line of a table names its columns.
  if (kind === 'table') return above?.kind === 'table' && /[\p{L}\d]/u.test(text)
  if (kind === 'html') return /[\p{L}\d]/u.test(text.replace(/<[^<>]{0,1000}>/g, ''))
  // Who began a quote, and nothing quoted.
  if (kind === 'quote') return /[\p{L}\d]/u.test(text.replace(/\[(?:name|time|color)=[^\][]{0,80}\]/gi, '').replace(/^[\s>]+/, ''))
  return kind === 'code' || kind === 'image'
}

/** `[TOC]`, `[[_TOC_]]`, `${toc}`, entries that lead to a heading of the same page. */
const TABLE_OF_CONTENTS = phrases(
  [
    /\[{1,2}_?toc_?\]{1,2}/i,
    /\$\{toc\}/i,
    /\{:?toc\}/i,
    /@\[toc\].{0,40}/i,
    'table of contents, contents, inhalt(sverzeichnis)?',
    /(?:\d+\. )?\[[^\][]{0,200}\]\(#[^\s()]{0,300}\)/i,
  ],
  { before: /^/i, after: /$/i, flags: 'i' },
)

/** A question or label that waits for its answer, a placeholder, where and when people meet. */
function isTemplate(said: string, text: string): boolean {
  const plain = said.replace(/[*_~`]/g, '').trim()
  const open = plain.replace(/[@_.…-]{1,20}$/, '').trimEnd()
  if ((open.endsWith('?') || open.endsWith(':')) && !/@[\w-]|:\/\//.test(text)) return true
  const value = /^[\p{L} /-]{2,40}:\s*(.{1,200})$/u.exec(plain)?.[1] ?? plain
  return PLACEHOLDER.test(value) || MEETING_FACTS.test(plain) || LABEL.test(plain) || isDayTitle(plain) || isWayThere(plain)
}

/** Nothing but links to where people work or meet: `[Board](…)`, `Kanban: https://…`, the bare address of a board. */
function isWayThere(plain: string): boolean {
  const rest = plain.replace(PLACE_LINK, ' ').replace(PLACE_LABEL, ' ').replace(PLACE_ADDRESS, ' ')
  return rest !== plain && !/[\p{L}\d]/u.test(rest)
}

const PLACE = oneOf(
  'board, project board, sprint board, team board, scrum board, issue board, task board, taskboard, kanban',
  'kanban board, backlog, sprint backlog, roadmap, github, github project, project, jira, calendar',
  'meeting calendar, ics, jitsi, jitsi room, bbb, bigbluebutton, zoom, zoom link, teams, video, video call',
  'video room, videocall, meeting room, meeting link, room, dial-in, link, pad, this pad, wiki, matrix, matrix room',
  'chat, mailing list, minutes, old minutes, all minutes, previous minutes, last minutes, last meeting',
  'previous meeting, meeting minutes, archive, agenda, template, home, team page, repository, repo',
  'projektboard, projekttafel, tafel, sprintboard, kalender, terminkalender, raum, besprechungsraum, videoraum',
  'videokonferenz, einwahl, einwahldaten, protokolle, altes protokoll, alte protokolle, letztes protokoll',
  'letzte protokolle, vorheriges protokoll, protokoll, archiv, vorlage, mailingliste, projekt, teamseite',
  'meetingraum',
)
const OUR = '(?:(?:our|the|to|link|links|zum|zur|unser|unsere|das|der|see|siehe) ){0,2}'
const PLACE_LINK = new RegExp(
  `[^\\p{L}\\d[\\]]{0,4}\\[[^\\p{L}\\][]{0,4}${OUR}${PLACE}(?: of the team| des teams)?[^\\p{L}\\][]{0,4}\\]\\([^()\\s]{0,500}\\)`,
  'giu',
)
const PLACE_LABEL = new RegExp(`^[^\\p{L}\\d]{0,4}${OUR}${PLACE}\\s{0,3}[:–-]\\s{0,3}<?https?:[^\\s<>]{1,500}>?$`, 'iu')
/** A board or a room on its own; any other address may be a topic. */
const PLACE_ADDRESS = phrases(
  [
    /[\w.-]{1,253}(?::\d{1,5})?\/(?:orgs|users)\/[\w.-]{1,60}\/projects\/\d{1,6}(?:\/views\/\d{1,3})?/i,
    /(?:[\w-]{1,40}\.)?(?:jitsi|meet|zoom|bbb|conf)[\w-]{0,30}\.[^\s<>]{1,300}/i,
  ],
  { before: /<?https?:\/\//i, after: /(?:[?#][^\s<>]{0,200})?\/?>?(?=\s|$)/i, flags: 'gi' },
)

const PLACEHOLDER = phrases([
  phrases(
    [
      /tb[dca]/iu,
      'n.? ?n.?, n/a, todo',
      /x{2,}/iu,
      'name, nick(name)?, (github )?handle',
      /topic ?\d{0,2}/iu,
      /thema ?\d{0,2}/iu,
      /item ?\d{0,2}/iu,
      /point ?\d{0,2}/iu,
      /punkt ?\d{0,2}/iu,
      /top ?\d{0,2}/iu,
      'title, titel, text, date, datum',
      '(please )?(add|insert|enter|put|write|type) {60}here',
      /(?:your|dein|ihr) [\p{L} ]{1,30}/iu,
      '(add|insert) your {60}',
      '(bitte )?hier {40}(eintragen|einfügen|ergänzen|schreiben)',
      'yyyy-?mm-?dd, jjjj-?mm-?tt, (dd|tt).mm.(yyyy|jjjj), lorem ipsum{200}',
    ],
    { before: /^[\s(<[{]{0,4}@?/u, after: /[\s)>\]}.…]{0,5}$/u },
  ),
  /^<[^<>]{1,40}>$/iu,
  /^\{\{?[^{}]{1,40}\}?\}$/iu,
])

const MEETING_FACTS = phrases(
  [
    'date, day, time, when, where, title, description, lang, robots, breaks, type, author, place, location, room',
    'link, url, meeting link',
    'video( ?call| ?conference)?',
    'jitsi, bbb, bigbluebutton, zoom, teams, dial-?in, calendar, tags?, pad, datum, tag, zeit, uhrzeit, beginn, ende',
    'start, end, wann, wo, ort, raum, kalender, einwahl, videokonferenz, duration, dauer',
  ],
  { before: /^/, after: /\s{0,3}:(?!\/\/)/, flags: 'i' },
)

/** Headings whose hashes an export in plain text has dropped. */
const LABEL = phrases(
  [
    'participants?, attendees, attendance, present, absent, excused, agenda, topics?, notes, minutes, decisions?',
    'action items?, actions?, todos?, any other business, aob, next meeting, recurring items?, housekeeping',
    'sprint (review|planning)',
    /teilnehmer(?:[*:_]?innen)?/i,
    'teilnehmende, anwesend(e)?, abwesend, entschuldigt, tagesordnung, themen, notizen, protokoll, beschlüsse',
    'entscheidungen, aufgaben, sonstiges, verschiedenes, nächstes treffen, moderation, protokollant(in)?',
  ],
  { before: /^/, after: /$/, flags: 'i' },
)

const GREETING = phrases(
  [
    'welcome to',
    'willkommen (bei|beim|im|in|auf|zu|zum)',
    'herzlich willkommen, bienvenue (sur|dans|à)',
    /bienvenid[oa]s? an?/iu,
    /benvenut[oi] (?:su|in|a)/iu,
    'bem-vindos? ao?, welkom bij, välkommen till, velkommen til, tervetuloa, witamy w, vítejte v, добро пожаловать',
    '欢迎, 歡迎, ようこそ',
  ],
  { before: /^[\s*_#]{0,6}/u },
)

const SYNCHRONIZED = /synchroni[sz]|sincroniz|同步|同期|синхрониз/iu

/** What welcome texts speak of. Whoever types notes speaks of something else, too. */
function isAboutPads(text: string): boolean {
  if (/(?<![\w.+])@[a-z\d-]{2,39}(?![\w@.])|^\W{0,4}(?:AI|TODO|action)\b/i.test(text)) return false
  return GREETING.test(text) || SYNCHRONIZED.test(text) || ABOUT_PADS.test(text)
}

const ABOUT_PADS = phrases(
  [
    /pads?(?![a-z])/i,
    'hedgedoc, hackmd, codimd, cryptpad, dirtydb',
    'this (service|server|instance|document|note)',
    'dieser (dienst|server|text)',
    'dieses dokument, diese (seite|notiz), as you type, während {40}tipp, world-?writ, collaborativ, documents are',
  ],
  { flags: 'i' },
)

export function textWarnings(text: string, lines: readonly Line[]): StructureWarning[] {
  const warnings: StructureWarning[] = []
  const add = (code: string, line: number, message: string) => warnings.push({ code, line, message })
  if (text.trim() === '') {
    add('empty-pad', 1, 'The pad is empty. Expected the notes of a meeting; check that it is the right pad.')
    return warnings
  }
  if (looksLikeHtmlPage(text)) {
    add(
      'html-page',
      1,
      'This is a web page, not notes: most likely a login or error page. Check that the pad is public, and take its Markdown or text export.',
    )
  }
  const damage = damageOf(text)
  if (damage.binary) add('binary', 1, 'This looks like a binary file, not like notes. Pass the text export of the pad.')
  else if (damage.nul > 0)
    add('nul-bytes', lineAt(text, '\0'), `${damage.nul} NUL characters in the text are ignored. Export the pad again as UTF-8.`)
  if (!damage.binary && damage.replaced > 0) {
    add(
      'invalid-utf8',
      lineAt(text, '\uFFFD'),
      `${damage.replaced} signs could not be decoded (shown as \uFFFD). Expected UTF-8; export the pad again.`,
    )
  }
  if (lines.length > MAX_LINES || text.length > MAX_BYTES) {
    add(
      'too-long',
      1,
      `The pad has ${lines.length} lines and ${text.length} signs; expected at most ${MAX_LINES} lines and 1 MiB. Split it by meeting.`,
    )
  }
  if (isUntouched(lines))
    add('untouched-template', 1, 'Nobody has typed yet: there is only a welcome text, or headings, questions and hints of a template.')
  return warnings
}

function looksLikeHtmlPage(text: string): boolean {
  const head = text
    .slice(0, 2048)
    .replace(/^[\uFEFF\s]+/, '')
    .toLowerCase()
  return head.startsWith('<!doctype html') || head.startsWith('<html') || (head.startsWith('<?xml') && head.includes('<html'))
}

function damageOf(text: string): { nul: number; replaced: number; binary: boolean } {
  let nul = 0
  let replaced = 0
  let control = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0) nul++
    else if (code === 0xfffd) replaced++
    else if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) control++
  }
  const strange = nul + replaced + control
  return { nul, replaced, binary: strange > 32 && strange * 10 > text.length }
}

function lineAt(text: string, sign: string): number {
  let line = 1
  const end = text.indexOf(sign)
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line++
  return line
}
