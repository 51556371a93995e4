/** Slides in Markdown -> one page of HTML that shows them without a network: nothing is loaded, and only its own script runs. */
import { createHash } from 'node:crypto'

/**
 * One slide fills the window; arrows, space and Page Up and Down turn the pages, Home and End lead to the ends. In a block: names of its
 * own, such as `top`, would clash with those of the window.
 */
const SCRIPT = `
{
const slides = [...document.querySelectorAll('.marpit > svg')]
const top = (slide) => Math.abs(slide.getBoundingClientRect().top)
const here = () => slides.reduce((best, slide, index) => (top(slide) < top(slides[best]) ? index : best), 0)
const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const back = event.key === ' ' && event.shiftKey
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? slides.length - 1 : event.key in steps ? here() + (back ? -1 : steps[event.key]) : null
  if (to === null) return
  event.preventDefault()
  slides[Math.max(0, Math.min(slides.length - 1, to))]?.scrollIntoView()
})
}
`
const STYLE = `
html { scroll-snap-type: y mandatory; background: #222 }
body { margin: 0 }
.marpit > svg { display: block; width: 100%; height: 100vh; scroll-snap-align: start }
@media print { @page { size: 1280px 720px; margin: 0 } html { background: none } .marpit > svg { height: 720px; break-after: page } }
`

/** `slides`: as HedgeDoc's slide mode reads them, with rules between slides. `title`: of the window, plain text. */
export async function renderDeck(slides: string, title: string): Promise<string> {
  // It is large, and no other command needs it.
  const { Marp } = await import('@marp-team/marp-core')
  // Emoji as pictures, formulas and its script would be loaded from elsewhere.
  const marp = new Marp({ html: false, script: false, math: false, emoji: { unicode: false, shortcode: false } })
  const { html, css } = marp.render(withTeamNames(slides))
  const allowed = createHash('sha256').update(SCRIPT).digest('base64')
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${allowed}'">
<title>${escapeHtml(title)}</title>
<style>${css.replaceAll('</', '<\\/')}${STYLE}</style>
</head>
<body>
${html}
<script>${SCRIPT}</script>
</body>
</html>
`
}

/** HedgeDoc shows the slides of a team below its first one. Here they follow it, so each names its team, and all have numbers. */
function withTeamNames(slides: string): string {
  const named = (heading: string, name: string) => {
    const header = JSON.stringify(name.replaceAll('--', '–'))
    return `<!--\nheader: ${header}\n_header: ""\npaginate: true\n-->\n\n${heading}`
  }
  return slides.replace(/^## (.+)$/gm, named)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
