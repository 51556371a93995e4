/** Which list each item belongs to, and the marker it gets: a hyphen for any bullet, a number as typed. */

export type ListItem = {
  /** Key of the item it is nested in; -1 for none. */
  readonly parent: number
  /** As typed: `*`, `-`, `2.`, … */
  readonly marker: string
}

export type HouseMarker = {
  readonly list: number
  /** `-` or a number with its sign. */
  readonly marker: string
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
    const { parent, marker } = event.item
    const number = /^\d+/.exec(marker)?.[0]
    const kind = number === undefined ? '-' : marker.slice(number.length)
    let list = open.get(parent)
    if (!list || list.kind !== kind) {
      list = { kind, keys: [], markers: [], id: lists.length }
      lists.push(list)
      open.set(parent, list)
    }
    list.keys.push(event.key)
    list.markers.push(marker)
  }
  return new Map(
    lists.flatMap(({ id, kind, keys, markers }) =>
      keys.map((key, index): [number, HouseMarker] => [key, { list: id, marker: kind === '-' ? '-' : (markers[index] as string) }]),
    ),
  )
}
