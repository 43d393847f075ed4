/** Parameters that get a folder of the platform by their names. */
export const folderParameter =
  /^(?:model|output|save|artifacts?|export|checkpoint|train|training|data|dataset|input|validation|valid|val|test|eval)(?:_?(?:dir|directory|path|folder|data|output))?$/;
