// How close the rows of lists stand, as this device's user chose it. Never anything of a patient.

const KEY = 'aegle-density';
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** The choice of this device; comfortable until somebody chooses, or where nothing can be kept. */
export function densityOf(): Density {
  try {
    return localStorage.getItem(KEY) === 'compact' ? 'compact' : 'comfortable';
  } catch {
    return 'comfortable';
  }
}

/** Puts the choice onto the page. */
export function keepDensity(chosen: Density = densityOf()): void {
  document.documentElement.dataset.density = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A device that keeps nothing shows it until the page is closed.
  }
}
