/** Refuses labels that are not the number of a class, NaN among them. */
export function requireLabels(action: string, labels: ArrayLike<number>, classes: number): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (Number.isInteger(label) && label >= 0 && label < classes) continue;
    throw new RangeError(
      `Cannot ${action} label ${label} at row ${i}: labels must be whole numbers from 0 to ${classes - 1}`,
    );
  }
}
