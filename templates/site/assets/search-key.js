/** Ctrl+K, or ⌘K, goes to the search from everywhere on a page; no letter alone: speech input and a slip of the hand type those. */

addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  const field = document.querySelector('input[type="search"]')
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
})
