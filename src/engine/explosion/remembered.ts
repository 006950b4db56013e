/** The same function of ids, which works each answer out once. */
export function remembered<Known>(work: (id: number) => Known): (id: number) => Known {
  const known = new Map<number, Known>();
  return id => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const made = work(id);
    known.set(id, made);
    return made;
  };
}
