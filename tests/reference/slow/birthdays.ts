// On which day somebody is so many years older than on a day.
// Never a calendar of core's: the reference counts with the platform's dates.

/** The day of the same number some years later; 29 February then is 1 March. */
export function birthdayOf(day: number, years: number): number {
  const date = new Date(day * 86_400_000);
  return (
    Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()) / 86_400_000
  );
}
