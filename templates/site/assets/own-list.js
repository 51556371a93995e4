/** `actions/#@handle`: finds the list whatever the case of the handle, and says where nobody of that name has an open item. */

const unknown = document.querySelector('#unknown')

function tell() {
  const wanted = decodeURIComponent(location.hash.slice(1))
  const isMissing = wanted.startsWith('@') && document.getElementById(wanted) === null
  const known = isMissing && document.getElementById(wanted.toLowerCase()) !== null
  if (known) location.replace(`#${wanted.toLowerCase()}`)
  unknown.textContent = isMissing && !known ? `No open items under ${wanted}.` : ''
}

window.addEventListener('hashchange', tell)
tell()
