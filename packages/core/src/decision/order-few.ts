// Puts a handful of things in order: reasons, tests, methods.
// Never for long lists: for a few, moving one at a time is less work than what a sort begins with.

/** Sorts in place; what is equal stays as it stood. */
export function orderFew<T>(items: T[], comesAfter: (a: T, b: T) => boolean): void {
  for (let index = 1; index < items.length; index += 1) {
    const item = items[index]!;
    let place = index;
    for (; place > 0 && comesAfter(items[place - 1]!, item); place -= 1)
      items[place] = items[place - 1]!;
    items[place] = item;
  }
}
