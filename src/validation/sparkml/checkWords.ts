import type { Column, Word } from './checkColumn';
import { columnStructs, columnTypes, structMeant, typeMeant } from './columnWords';
import { replace, type Finding, type Repair } from './finding';
import { memberWithComma } from './schemaNode';

const isType = (text: string) => columnTypes.some((type) => type === text);
const isStruct = (text: string) => columnStructs.some((struct) => struct === text);

/** Rules T01 to T14 for one column. */
export function checkWords(column: Column, role: 'input' | 'output'): readonly Finding[] {
  return role === 'input' ? checkInput(column) : checkOutput(column);
}

function checkInput(column: Column): readonly Finding[] {
  const { type, struct } = column;
  const known = isType(type.text);
  const typeFault = known ? [] : [wrongType(type, 'T01')];
  if (struct?.text.trim() === '') return [...typeFault, blankInput(column, struct)];
  if (struct && !isStruct(struct.text)) return [...typeFault, wrongInputStruct(struct)];
  return known && struct ? checkPair(type, struct.text) : typeFault;
}

/** What a list of this type can hold. Takes words that are known. */
function checkPair(type: Word, struct: string): readonly Finding[] {
  if (struct === 'vector' && type.text !== 'double') {
    const message = `A vector of ${type.text} is refused at every request: only double vectors are supported.`;
    return [atValue(type, 'T08', message, ['double'])];
  }
  if (struct !== 'array') return [];
  if (type.text === 'byte' || type.text === 'short') {
    const message = `Numbers in JSON never become ${type.text}: every list that is not empty fails.`;
    return [atValue(type, 'T09', message, ['int'])];
  }
  if (type.text === 'long') {
    const message = 'In an array of long, only numbers beyond the range of int work.';
    return [atValue(type, 'T10', message, ['int', 'double'])];
  }
  if (type.text === 'float') {
    return [atValue(type, 'T10', 'An array of float is handled as one of double.', ['double'])];
  }
  return [];
}

function checkOutput({ type, struct }: Column): readonly Finding[] {
  const word = struct?.text ?? 'basic';
  if (struct && word.trim() === '') {
    const message = 'A blank struct of the output is read as a list: plain values fail.';
    return [...ownTypeOfList(type), atValue(struct, 'T12', message, columnStructs)];
  }
  if (struct && !isStruct(word)) {
    const message = `The struct "${word}" is treated as array; a vector fails then.`;
    return [atValue(struct, 'T07', message, nearestFirst(structMeant(word), columnStructs))];
  }
  if (word !== 'basic') return [...ownTypeOfList(type), ...checkVectorType(type, word)];
  if (!isType(type.text)) return [wrongType(type, 'T03')];
  if (type.text !== 'float') return [];
  const message = 'A float output is read as double; a column of float fails.';
  return [atValue(type, 'T13', message, ['double'])];
}

/** T04 */
function ownTypeOfList(type: Word): readonly Finding[] {
  if (isType(type.text)) return [];
  const message = `"${type.text}" is no type; of a vector or array output the type is not read.`;
  return [atValue(type, 'T04', message, [typeMeant(type.text) ?? 'double'])];
}

/** T14 */
function checkVectorType(type: Word, struct: string): readonly Finding[] {
  if (struct !== 'vector' || type.text === 'double' || !isType(type.text)) return [];
  const message = 'A vector holds double, whatever the type says: it is not read.';
  return [atValue(type, 'T14', message, ['double'])];
}

/** T02 for a word that other tools use, else the rule given. */
function wrongType(type: Word, code: 'T01' | 'T03'): Finding {
  const meant = typeMeant(type.text);
  if (meant !== undefined) {
    return atValue(type, 'T02', `"${type.text}" is no type of the container.`, [meant]);
  }
  const message = `"${type.text}" is no type of the container.`;
  return atValue(type, code, message, columnTypes);
}

function wrongInputStruct(struct: Word): Finding {
  const meant = structMeant(struct.text);
  const message = `"${struct.text}" is no struct of the container.`;
  if (meant !== undefined) return atValue(struct, 'T06', message, [meant]);
  return atValue(struct, 'T05', message, columnStructs);
}

function blankInput({ node }: Column, { member }: Word): Finding {
  const { from, to } = member.value;
  const message = 'A blank struct is read as basic.';
  const repairs = [replace(memberWithComma(node, member), '', 'Delete "struct"')];
  return { from, to, code: 'T11', message, action: 'Leave it out.', repairs };
}

function atValue(word: Word, code: string, message: string, choices: readonly string[]): Finding {
  const { from, to } = word.member.value;
  const repairs = choices.map((choice): Repair =>
    replace({ from, to }, JSON.stringify(choice), `Change to "${choice}"`),
  );
  const action = `Write ${choices.map((choice) => `"${choice}"`).join(' or ')}.`;
  return { from, to, code, message, action, repairs };
}

function nearestFirst(meant: string | undefined, all: readonly string[]): readonly string[] {
  return meant === undefined ? all : [meant, ...all.filter((one) => one !== meant)];
}
