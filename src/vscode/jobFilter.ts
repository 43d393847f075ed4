/** Which jobs a person wants to see. */
export interface JobFilter {
  /** Part of the name, in whatever case; empty for any. */
  readonly text: string;
  /** A status of the API; empty for any. */
  readonly status: string;
}

export const noFilter: JobFilter = { text: '', status: '' };

/** Whether something has the name and the status that are wanted. */
export function fitsFilter(
  { text, status }: JobFilter,
  one: { readonly name: string; readonly status: string },
): boolean {
  return one.name.toLowerCase().includes(text.toLowerCase()) && (status === '' || status === one.status);
}

/** Whether anything is left out. */
export function isFiltering({ text, status }: JobFilter): boolean {
  return text !== '' || status !== '';
}
