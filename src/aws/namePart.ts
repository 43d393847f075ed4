/** Whether names of jobs, models and the like can hold a text; AWS refuses to look for one that they can't. */
export function canBeInName(text: string): boolean {
  return /^[A-Za-z0-9-]{0,63}$/.test(text);
}
