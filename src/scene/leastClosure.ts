/**
 * A set of nodes that holds with each of its nodes all its causes, and differs in as few nodes as possible from those that
 * `isIn` says: a closure of least weight, which is a minimal cut of a network (Picard 1976). Of several sets it is the one
 * that is part of all others.
 */
export function leastClosure(
  isIn: readonly boolean[],
  causesOf: (node: number) => readonly number[],
): readonly boolean[] {
  const network = new Network(isIn, causesOf);
  while (network.augment());
  return network.chosen();
}

/**
 * From each node that is in, one unit may flow to its causes, and theirs, until it ends at a node that is not in, which
 * takes one. What still gives when nothing flows any more is chosen.
 */
class Network {
  readonly #causes: readonly (readonly number[])[];
  /** By node, how much flows to it from each of its effects. */
  readonly #flows: readonly Map<number, number>[];
  /** Nodes that are in and still have their unit, and nodes that are not in and take one. */
  readonly #gives: boolean[];
  readonly #takes: boolean[];

  constructor(isIn: readonly boolean[], causesOf: (node: number) => readonly number[]) {
    this.#causes = isIn.map((_, node) => causesOf(node));
    this.#flows = isIn.map(() => new Map<number, number>());
    this.#gives = [...isIn];
    this.#takes = isIn.map(is => !is);
  }

  /** Sends one more unit; whether that was possible. */
  augment(): boolean {
    const cameFrom = this.#reach();
    const end = this.#takes.findIndex((takes, node) => takes && cameFrom[node] !== undefined);
    if (end < 0) return false;
    this.#takes[end] = false;
    let node = end;
    for (let from = cameFrom[node]!; from !== node; from = cameFrom[node]!) {
      this.#push(from, node);
      node = from;
    }
    this.#gives[node] = false;
    return true;
  }

  chosen(): readonly boolean[] {
    return this.#reach().map(from => from !== undefined);
  }

  /** What can be reached from nodes that still give: from which node; from itself where it gives. */
  #reach(): (number | undefined)[] {
    const cameFrom: (number | undefined)[] = this.#gives.map((gives, node) => (gives ? node : undefined));
    const queue = cameFrom.flatMap(from => (from === undefined ? [] : [from]));
    for (let next = 0; next < queue.length; next += 1) {
      const node = queue[next]!;
      for (const other of [...(this.#causes[node] ?? []), ...(this.#flows[node]?.keys() ?? [])]) {
        if (cameFrom[other] !== undefined) continue;
        cameFrom[other] = node;
        queue.push(other);
      }
    }
    return cameFrom;
  }

  /** One unit from a node to its cause, or one less from an effect to the node. */
  #push(from: number, to: number): void {
    const back = this.#flows[from];
    const flown = back?.get(to);
    if (back === undefined || flown === undefined) {
      const flows = this.#flows[to];
      flows?.set(from, (flows.get(from) ?? 0) + 1);
    } else if (flown === 1) back.delete(to);
    else back.set(to, flown - 1);
  }
}
