/** Reads what a model is made of. Asynchronous, since an archive takes its time; what was read once is remembered as long as it is the same. */
export interface ModelReader {
  /**
   * The text files that describe a model: of a folder, a `.tar.gz` or a `.zip`, without unpacking it.
   * @param path absolute
   * @returns undefined for what is not there, is no archive, or is too large to look at
   */
  read(path: string): Promise<ModelFiles | undefined>;
}

export interface ModelFiles {
  /** Every file by its path in the model, with slashes; not more than a few thousand. */
  readonly names: readonly string[];
  /** Texts of those that are called `*.json`, by path; without those that are too large to be descriptions. */
  readonly texts: ReadonlyMap<string, string>;
}
