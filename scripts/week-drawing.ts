/** The picture of the README: a week with the app, what it reads above the line, what it writes below. Plain SVG, light and dark. */

type Step = { readonly day: string; readonly title: string; readonly reads: readonly string[]; readonly writes: readonly string[] }

const steps: readonly Step[] = [
  {
    day: 'Monday',
    title: 'Honest epics',
    reads: ['Projects board', 'epics and their stories', 'what people did, not bots'],
    writes: ['one comment per epic', 'edited, never repeated', '/epic snooze answers it'],
  },
  {
    day: 'Tuesday',
    title: 'Before the meeting',
    reads: ['board, findings', 'open action items', 'who presented so far'],
    writes: ['agenda for the pad', 'with who presents next', 'and what moved'],
  },
  {
    day: 'Wednesday',
    title: 'After the meeting',
    reads: ['the pad: HedgeDoc', 'or Etherpad, as typed', 'what GitHub knows of it'],
    writes: ['<team>/<day>.md', 'in a signed-off pull request', 'that keeps your edits'],
  },
  {
    day: 'Thursday',
    title: 'Community call',
    reads: ['minutes of all teams', 'TL;DR and help wanted', 'decisions'],
    writes: ['community-call/<day>.md', 'to be read out as it is', 'or shown as slides'],
  },
]

const WIDTH = 960
const HEIGHT = 330
const GAP = 16
const BOX = (WIDTH - GAP * (steps.length + 1)) / steps.length
const LINE = 166

export function weekDrawing(): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    '<title id="title">A week with scs-sprint: what it reads, and what it writes</title>',
    '<style>',
    '.page { fill: #ffffff } .card { fill: #f6f8fa; stroke: #d0d7de } .ink { fill: #1f2328 } .soft { fill: #59636e } .line { stroke: #8c959f }',
    '.day { fill: #0969da } .on { fill: #ffffff }',
    '@media (prefers-color-scheme: dark) {',
    '.page { fill: #0d1117 } .card { fill: #151b23; stroke: #3d444d } .ink { fill: #f0f6fc } .soft { fill: #9198a1 } .line { stroke: #656c76 }',
    '.day { fill: #1f6feb } }',
    '</style>',
    `<rect class="page" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    `<line class="line" x1="${GAP}" y1="${LINE}" x2="${WIDTH - GAP}" y2="${LINE}" stroke-width="2"/>`,
    ...steps.flatMap(column),
    '</svg>',
  ].join('\n')}\n`
}

function column({ day, title, reads, writes }: Step, index: number): readonly string[] {
  const left = GAP + index * (BOX + GAP)
  const middle = left + BOX / 2
  return [
    card(left, 12, 118),
    text('soft', left + 14, 36, 12, 'reads'),
    ...reads.map((line, row) => text('ink', left + 14, 60 + row * 22, 13, line)),
    card(left, 202, 116),
    text('soft', left + 14, 226, 12, 'writes'),
    ...writes.map((line, row) => text('ink', left + 14, 250 + row * 22, 13, line, row === 0 ? 600 : 400)),
    arrow(middle, 130, 144),
    arrow(middle, 188, 202),
    `<rect class="day" x="${left + 8}" y="144" width="${BOX - 16}" height="44" rx="22"/>`,
    text('on', middle, 163, 14, day, 700, 'middle'),
    text('on', middle, 180, 12, title, 400, 'middle'),
  ]
}

const card = (x: number, y: number, height: number) => `<rect class="card" x="${x}" y="${y}" width="${BOX}" height="${height}" rx="6"/>`

const arrow = (x: number, from: number, to: number) =>
  `<path class="line" d="M${x} ${from}V${to}M${x - 4} ${to - 5}L${x} ${to}L${x + 4} ${to - 5}" fill="none" stroke-width="1.5"/>`

function text(look: string, x: number, y: number, size: number, words: string, weight = 400, anchor = 'start'): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<text class="${look}" x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escaped}</text>`
}
