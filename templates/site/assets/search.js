/** Search in the browser. The index is loaded on the first key stroke; texts of people are only ever set as text. */
import MiniSearch from './minisearch.js'
import { indexOptions, searchOptions, similarOptions } from './search-terms.js'

const MOST = 50
const KINDS = { decision: 'Decision', item: 'Action item', topic: 'Topic', epic: 'Epic', mention: 'Mention' }
const BOOST = { decision: 2, item: 1, topic: 1, epic: 1.5, mention: 0.5 }

const field = document.getElementById('q')
const status = document.getElementById('found')
const list = document.getElementById('results')
const { root } = field.dataset

let loading = null

/** What was found, with all that a line shows. */
function readIndex(loaded) {
  const { hosts, teams, meetings, kinds, found, index } = loaded ?? {}
  if (![hosts, teams, meetings, kinds, found].every(Array.isArray) || typeof index?.index === 'undefined') {
    throw new Error('it is no index of this site.')
  }
  const kindOf = kinds.flatMap(({ kind, count }) => Array(count).fill(kind))
  const search = MiniSearch.loadJS(index, indexOptions(hosts))
  const hit = ({ id, score }) => {
    const [place, line, text, status = ''] = found[id]
    const kind = kindOf[id]
    if (kind === 'epic') return { kind, text, href: `${root}${place}`, team: '', date: '', day: '', status, score }
    const [team, date, url, day] = meetings[place]
    return { kind, text, href: `${url}?plain=1#L${line}`, team: teams[team], date, day, status, score }
  }
  const ask = (query, combineWith, options = searchOptions(hosts)) =>
    search.search(query, { ...options, combineWith, boostDocument: (id) => BOOST[kindOf[id]] })
  return (query) => {
    const all = ask(query, 'AND')
    const some = all.length > 0 ? all : ask(query, 'OR')
    const hits = some.length > 0 ? some : ask(query, 'AND', similarOptions(hosts))
    return {
      count: hits.length,
      isPartly: all.length === 0 && some.length > 0,
      isSimilar: some.length === 0,
      query,
      hits: hits
        .map(hit)
        .sort((a, b) => b.score - a.score || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
        .slice(0, MOST),
    }
  }
}

function load() {
  loading ??= fetch(`${root}search-index.json`)
    .then((answer) => {
      if (!answer.ok) throw new Error(`The index answered ${answer.status}.`)
      return answer.json()
    })
    .then(readIndex)
    .catch((error) => {
      // The next key stroke tries again.
      loading = null
      throw error
    })
  return loading
}

function row({ kind, text, href, team, date, day: words, status }) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = href
  link.textContent = text
  const about = document.createElement('small')
  about.append([KINDS[kind], status, team].filter((word) => word !== '').join(' · '))
  if (date !== '') {
    const day = document.createElement('time')
    day.dateTime = date
    day.textContent = words
    about.append(' · ', day)
  }
  item.append(link, ' ', about)
  return item
}

function sentence({ count, isPartly, isSimilar, query }) {
  if (count === 0) return 'Nothing found.'
  if (isSimilar) return `Nothing with '${query}'. Similar words:`
  const few = count > MOST ? `, the best ${MOST} are shown` : ''
  return `${count} found${few}${isPartly ? '; none has all the words' : ''}.`
}

async function update() {
  const query = field.value.trim()
  history.replaceState(null, '', query === '' ? location.pathname : `?q=${encodeURIComponent(query)}`)
  if (query === '') {
    status.textContent = ''
    list.replaceChildren()
    return
  }
  try {
    const search = await load()
    // Somebody typed on meanwhile.
    if (query !== field.value.trim()) return
    const result = search(query)
    status.textContent = sentence(result)
    list.replaceChildren(...result.hits.map(row))
  } catch (error) {
    status.textContent = `The search index cannot be read: ${error.message} Reload the page, or tell the maintainers.`
    list.replaceChildren()
  }
}

/** Arrows walk through the field and the results; Enter opens the link that has the focus. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const stops = [field, ...list.querySelectorAll('a')]
  const at = stops.indexOf(document.activeElement)
  const next = stops[at + step]
  if (at === -1 || next === undefined) return
  event.preventDefault()
  next.focus()
}

field.addEventListener('input', update)
field.form.addEventListener('submit', (event) => {
  event.preventDefault()
  list.querySelector('a')?.focus()
})
addEventListener('keydown', walk)
field.value = new URLSearchParams(location.search).get('q') ?? ''
if (field.value !== '') update()
