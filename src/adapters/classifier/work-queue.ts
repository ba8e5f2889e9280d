/**
 * What waits for a free worker: interactive work first, bulk behind it, each in order of arrival.
 * Work that a lost worker had begun goes before both. Nothing waits for a batch to fill.
 */

export type Lane = 'interactive' | 'bulk'

export type WorkQueue<Work> = {
  /** False when the lane is full; the work was then not taken in. */
  add(work: Work, lane: Lane): boolean
  /** Gives back work that a lost worker did not finish, past every bound. */
  putBack(work: Work): void
  next(): Work | undefined
  /** Takes waiting work out; false when it is not waiting (any more). */
  remove(work: Work): boolean
  removeAll(): Work[]
  readonly size: number
}

export function createWorkQueue<Work extends object>(capacities: Record<Lane, number>): WorkQueue<Work> {
  const returned = new Set<Work>()
  const lanes = { interactive: new Set<Work>(), bulk: new Set<Work>() }
  const inOrder = [returned, lanes.interactive, lanes.bulk]

  return {
    add(work, lane) {
      if (lanes[lane].size >= capacities[lane]) return false
      lanes[lane].add(work)
      return true
    },
    putBack: (work) => {
      returned.add(work)
    },
    next() {
      for (const lane of inOrder)
        for (const work of lane) {
          lane.delete(work)
          return work
        }
      return undefined
    },
    remove: (work) => inOrder.some((lane) => lane.delete(work)),
    removeAll() {
      const all = inOrder.flatMap((lane) => [...lane])
      for (const lane of inOrder) lane.clear()
      return all
    },
    get size() {
      return inOrder.reduce((total, lane) => total + lane.size, 0)
    },
  }
}
