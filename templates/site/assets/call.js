/**
 * The presenter's view: the opening, then one team a screen. Keys, swipes and buttons move; a clock counts the time on each team and
 * on the call. Without this script the page is a list of all teams.
 */

const SWIPE = 60
/** The smallest of the sizes of letters that the stylesheet has. */
const SMALLEST = 5

const deck = document.querySelector('.deck')
const screens = [...deck.querySelectorAll('section')]
const texts = screens.map((screen) => screen.querySelector('h2'))
let at = 0
let isOn = false

const clock = startClock(`call-clock ${location.pathname}`, screens.length)
const bar = makeBar()

function button(label, { name = label, keys }, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  made.title = `${name} (${keys})`
  if (name !== label) made.setAttribute('aria-label', name)
  made.addEventListener('click', act)
  return made
}

function makeBar() {
  const place = document.createElement('p')
  // No live region: a clock that is read aloud each second drowns everything else.
  const onTeam = document.createElement('span')
  const inAll = document.createElement('span')
  const clocks = document.createElement('p')
  clocks.className = 'clocks'
  clocks.append('team ', onTeam, ' call ', inAll)
  const previous = button('←', { name: 'Back', keys: 'left arrow, Page Up' }, () => show(at - 1))
  const next = button('→', { name: 'Next', keys: 'right arrow, Page Down' }, () => show(at + 1))
  const pause = button('Start clock', { keys: 'Alt+C' }, () => turn(!clock.isRunning()))
  const mode = button('Show all', { keys: 'Escape' }, () => present(!isOn))
  const made = document.createElement('div')
  made.className = 'controls'
  made.setAttribute('role', 'group')
  made.setAttribute('aria-label', 'Presentation')
  made.append(previous, place, next, clocks, pause, mode)
  deck.before(made)
  return { previous, place, next, onTeam, inAll, pause, mode, clocks }
}

/** Seconds on each screen, kept for this tab: a page that is loaded again goes on counting. */
function startClock(key, count) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null')
  const spent = Array.isArray(kept) && kept.length === count ? kept : Array(count).fill(0)
  let since = null
  const settle = () => {
    const now = performance.now()
    if (since !== null) spent[at] += (now - since) / 1000
    since = since === null ? null : now
    sessionStorage.setItem(key, JSON.stringify(spent))
  }
  return {
    isRunning: () => since !== null,
    settle,
    run: (isWanted) => {
      settle()
      since = isWanted ? performance.now() : null
    },
    spent: (screen) => spent[screen],
    total: () => spent.reduce((sum, seconds) => sum + seconds, 0),
  }
}

function minutes(seconds) {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

function tell() {
  bar.onTeam.textContent = minutes(clock.spent(at))
  bar.inAll.textContent = minutes(clock.total())
}

function turn(isWanted) {
  clock.run(isWanted)
  bar.pause.textContent = isWanted ? 'Stop clock' : 'Start clock'
  bar.pause.title = `${bar.pause.textContent} (Alt+C)`
  tell()
}

function teamsInAll() {
  const count = screens.length - 1
  return `${count} ${count === 1 ? 'team' : 'teams'}`
}

/** The largest letters with which the screen needs no scrolling. */
function fitLetters() {
  if (!isOn) return
  for (let size = 0; size <= SMALLEST; size += 1) {
    deck.dataset.size = String(size)
    if (document.documentElement.scrollHeight <= window.innerHeight) return
  }
}

function show(wanted, { isFocused = true } = {}) {
  const to = Math.min(Math.max(wanted, 0), screens.length - 1)
  // The call begins with the first team.
  if (at === 0 && to > 0 && clock.total() === 0) turn(true)
  clock.settle()
  at = to
  for (const [index, screen] of screens.entries()) screen.toggleAttribute('data-shown', index === at)
  bar.place.textContent = at === 0 ? teamsInAll() : `${at} of ${screens.length - 1}`
  bar.previous.disabled = at === 0
  bar.next.disabled = at === screens.length - 1
  tell()
  if (!isOn) return
  history.replaceState(null, '', at === 0 ? location.pathname : `#${screens[at].id}`)
  fitLetters()
  if (isFocused) texts[at].focus({ preventScroll: true })
  window.scrollTo(0, 0)
}

/** One team a screen, or all below each other. */
function present(isWanted) {
  isOn = isWanted
  document.documentElement.toggleAttribute('data-presenting', isOn)
  bar.mode.textContent = isOn ? 'Show all' : 'Present'
  bar.mode.title = isOn ? 'Show all (Escape)' : 'Present'
  for (const part of [bar.previous, bar.place, bar.next, bar.clocks, bar.pause]) part.hidden = !isOn
  show(at, { isFocused: false })
}

const keys = {
  ArrowRight: () => show(at + 1),
  PageDown: () => show(at + 1),
  ArrowLeft: () => show(at - 1),
  PageUp: () => show(at - 1),
  Home: () => show(0),
  End: () => show(screens.length - 1),
  Escape: () => present(false),
}

/** Whether the screen is too long for the window and goes on that way: the key scrolls first. */
const goesOn = {
  PageDown: () => window.scrollY + window.innerHeight < document.documentElement.scrollHeight - 1,
  End: () => goesOn.PageDown(),
  PageUp: () => window.scrollY > 0,
  Home: () => goesOn.PageUp(),
}

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select')
  if (!isOn || isTyping || event.ctrlKey || event.metaKey) return
  // With a modifier: single letters are what speech input and a slip of the hand type.
  const isClock = event.altKey && event.code === 'KeyC'
  if (!isClock && (event.altKey || !Object.hasOwn(keys, event.key) || goesOn[event.key]?.())) return
  event.preventDefault()
  if (isClock) turn(!clock.isRunning())
  else keys[event.key]()
})

let touched = null
document.addEventListener('touchstart', ({ touches }) => {
  touched = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null
})
document.addEventListener('touchend', ({ changedTouches }) => {
  if (!isOn || touched === null) return
  const [x, y] = [changedTouches[0].clientX - touched.x, changedTouches[0].clientY - touched.y]
  touched = null
  if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) show(at + (x < 0 ? 1 : -1))
})

function named() {
  return screens.findIndex(({ id }) => id !== '' && `#${id}` === location.hash)
}

window.addEventListener('hashchange', () => {
  if (isOn && named() >= 0) show(named())
})
window.addEventListener('resize', fitLetters)
window.addEventListener('pagehide', () => clock.settle())
setInterval(() => {
  if (!clock.isRunning()) return
  clock.settle()
  tell()
}, 1000)

for (const text of texts) text.tabIndex = -1
at = Math.max(named(), 0)
present(true)
