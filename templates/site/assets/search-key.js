/** `/` goes to the search, from everywhere on a page. */

addEventListener('keydown', (event) => {
  const isTyping =
    event.target instanceof HTMLElement && (event.target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
  const field = document.querySelector('input[type="search"]')
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
})
