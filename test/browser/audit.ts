/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What is looked at on every page: accessibility, overflow, the keyboard. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Every finding of axe-core with all of its rules for WCAG 2.2 AA and its best practices: rule, why, where. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Given to the page by the browser itself: the policy of the page does not hold for it.
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(
    (): Promise<AxeResults> =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, { resultTypes: ['violations'], reporter: 'v2' }),
  )
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id} (${help}) at ${target}: ${html.slice(0, 200)}`))
}

/** What sticks out of the window, but for what lies in an area that scrolls by itself. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const isClipped = (element: Element): boolean => {
      for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement)
        if (getComputedStyle(parent).overflowX !== 'visible') return true
      return false
    }
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width: own } = element.getBoundingClientRect()
      return own > 0 && right > width + 1 && !isClipped(element)
    })
    const told = out
      .slice(0, 5)
      .map((one) => `<${one.localName} class="${one.getAttribute('class') ?? ''}"> ${(one.textContent ?? '').trim().slice(0, 60)}`)
    return document.documentElement.scrollWidth > width ? [`scrolls sideways (${document.documentElement.scrollWidth} px)`, ...told] : told
  })
}

export type Focused = { readonly order: readonly string[]; readonly expected: readonly string[]; readonly invisible: readonly string[] }

/** Tab from the top to the end: what got the focus, what should have, and what did not show it. */
export async function tabThrough(page: Page): Promise<Focused> {
  const expected = await page.evaluate(() => {
    const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]'
    const wanted = [...document.querySelectorAll<HTMLElement>(focusable)].filter(
      (one) => one.tabIndex >= 0 && !one.hasAttribute('disabled') && one.checkVisibility({ visibilityProperty: true }),
    )
    const name = (one: Element) =>
      `${wanted.indexOf(one as HTMLElement)}: <${one.localName}> ${(one.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40)}`
    const seen: { order: string[]; invisible: string[] } = { order: [], invisible: [] }
    Object.assign(window, { focusSeen: seen })
    document.addEventListener('focusin', ({ target }) => {
      const one = target as HTMLElement
      seen.order.push(name(one))
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      const { width, height } = one.getBoundingClientRect()
      const isShown = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      if (!isShown || width < 2 || height < 2) seen.invisible.push(name(one))
    })
    return wanted.map(name)
  })
  for (const _ of expected) await page.keyboard.press('Tab')
  const seen = await page.evaluate(() => (window as unknown as { focusSeen: { order: string[]; invisible: string[] } }).focusSeen)
  return { ...seen, expected }
}
