/** Which list each item belongs to, and the marker it gets: numbers stay where they count, else they become words. */

export type ListItem = {
  /** Key of the item it is nested in; -1 for none. */
  readonly parent: number
  /** As typed: `*`, `-`, `2.`, … */
  readonly marker: string
  readonly empty: boolean
}

export type HouseMarker = {
  readonly list: number
  /** `-` or a number with its sign. */
  readonly marker: string
  /** A typed number that is no marker any more; '' for none. */
  readonly prefix: string
}

/** `null` is any other block that ends the lists of its parent (`parent`). */
export type ListEvent = { readonly item: ListItem; readonly key: number } | { readonly item: null; readonly parent: number }

type List = { readonly kind: string; readonly keys: number[]; readonly markers: string[]; readonly id: number }

export function houseMarkers(events: readonly ListEvent[]): ReadonlyMap<number, HouseMarker> {
  const lists: List[] = []
  const open = new Map<number, List>()
  for (const event of events) {
    if (event.item === null) {
      if (event.parent === -1) open.clear()
      else open.delete(event.parent)
      continue
    }
    const { parent, marker, empty } = event.item
    const number = /^\d+/.exec(marker)?.[0]
    const kind = number === undefined ? '-' : empty ? 'word' : marker.slice(number.length)
    let list = open.get(parent)
    if (!list || list.kind !== kind) {
      list = { kind, keys: [], markers: [], id: lists.length }
      lists.push(list)
      open.set(parent, list)
    }
    list.keys.push(event.key)
    list.markers.push(marker)
  }
  const markers = new Map<number, HouseMarker>()
  for (const list of lists) {
    const counts = list.kind === '.' || list.kind === ')' ? counting(list.markers.map((marker) => Number.parseInt(marker, 10))) : false
    list.keys.forEach((key, index) => {
      const typed = list.markers[index] as string
      if (counts) markers.set(key, { list: list.id, marker: typed, prefix: '' })
      else markers.set(key, { list: -1, marker: '-', prefix: list.kind === '-' ? '' : typed.replace(/(?=[.)])/, '\\') })
    })
  }
  return markers
}

/** 1 2 3, 0 1 2, or 1 1 1: the numberings that linters take. */
function counting(numbers: readonly number[]): boolean {
  const first = numbers[0] as number
  if (numbers.every((number) => number === 1)) return true
  if (first !== 1 && !(first === 0 && numbers.length > 1)) return false
  return numbers.every((number, index) => number === first + index)
}
