/** Limits `each`: nested loops multiply, and a team's own template must not fill the memory or keep the server busy. */
import type Handlebars from 'handlebars'

/** Of all loops of one template together; the largest pages stay far below. */
const MAX_ROUNDS = 200_000
/** Characters made by all loops together. Text in nested loops counts once for each loop around it. */
const MAX_LENGTH = 16 * 1024 * 1024

/** Replaces `each`. The returned function starts a new count: call it before each rendering. */
export function boundEach(handlebars: typeof Handlebars): () => void {
  const each = handlebars.helpers.each
  if (!each) throw new Error('Handlebars has no helper each.')
  let rounds = 0
  let length = 0
  handlebars.registerHelper('each', function (this: unknown, list: unknown, options: Handlebars.HelperOptions) {
    const fn: Handlebars.TemplateDelegate = (item, more) => {
      const text = options.fn(item, more)
      rounds++
      length += text.length
      if (rounds > MAX_ROUNDS) throw new Error(`more than ${MAX_ROUNDS} rounds of {{#each}}`)
      if (length > MAX_LENGTH) throw new Error(`more than ${MAX_LENGTH} characters from {{#each}}`)
      return text
    }
    return each.call(this, list, { ...options, fn })
  })
  return () => {
    rounds = 0
    length = 0
  }
}
