import { Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';

/** Characters of all texts that are kept. */
const mostKept = 2_000_000;
/** Characters of a text of which parts are worth keeping. */
const longText = 5_000;

/** Syntax trees that are kept for the next time: while somebody types, nearly all of a file stays as it is. */
export class PythonTrees {
  /** By their texts, those used last at the end. */
  private readonly kept = new Map<string, Tree>();
  private characters = 0;
  /** A long text without mistakes: the next one mostly differs from it in one place. */
  private last: Parsed | undefined;

  /** The tree of a text, which is parsed if it is none of those that were seen lately. */
  treeOf(text: string): Tree {
    const kept = this.kept.get(text);
    if (kept) this.kept.delete(text);
    else this.characters += text.length;
    const tree = kept ?? (text.length > longText ? this.parseAgain(text) : parser.parse(text));
    this.kept.set(text, tree);
    this.forgetOldest();
    return tree;
  }

  private forgetOldest(): void {
    for (const text of this.kept.keys()) {
      if (this.characters <= mostKept) return;
      this.kept.delete(text);
      this.characters -= text.length;
    }
  }

  /**
   * Parses a long text with what still holds of the one before. Only of text without mistakes is there one tree alone: how mistakes are
   * gone around depends on where parsing began, so with them everything is parsed.
   */
  private parseAgain(text: string): Tree {
    const again = this.last && parser.parse(text, unchanged(this.last, text));
    const tree = again && isSound(again) ? again : parser.parse(text);
    if (tree === again || isSound(tree)) this.last = { text, tree };
    return tree;
  }
}

/** Trees of texts that follow one another, as one; `starts` are where each text begins. */
export function joinedTrees(trees: readonly Tree[], starts: readonly number[], length: number): Tree {
  const children = trees.flatMap((tree) => tree.children);
  const positions = trees.flatMap((tree, index) => tree.positions.map((position) => position + (starts[index] ?? 0)));
  const [first] = trees;
  return first ? new Tree(first.type, children, positions, length) : parser.parse('');
}

interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

function isSound(tree: Tree): boolean {
  const cursor = tree.cursor();
  do if (cursor.type.isError) return false;
  while (cursor.next());
  return true;
}

/** The parts of a tree that hold for another text too. */
function unchanged({ text: before, tree }: Parsed, after: string): readonly TreeFragment[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end += 1;
  const change = { fromA: start, toA: before.length - end, fromB: start, toB: after.length - end };
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
}
