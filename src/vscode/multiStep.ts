import * as vscode from 'vscode';

/** One question of several, to which one can come back. */
export interface Step {
  readonly title: string;
  readonly placeholder?: string;
  /** What was answered before, else what is proposed. */
  readonly value: string;
  /** Answers to choose from; without them the answer is typed. */
  readonly items?: readonly StepItem[];
  /** Why a typed answer can't be taken, as a sentence. */
  readonly fault?: (answer: string) => string | undefined | Promise<string | undefined>;
}

export interface StepItem extends vscode.QuickPickItem {
  readonly value: string;
}

/** Where a step stands among the others; the first is 1. */
interface Place {
  readonly step: number;
  readonly totalSteps: number;
}

/**
 * Ask one question after the other, with a button that leads back.
 * @param stepAt the question after these answers; undefined when there is no more to ask
 * @returns the answers in their order; undefined when they were given up
 */
export async function askSteps(
  stepAt: (answers: readonly string[]) => Step | undefined,
  total: (answers: readonly string[]) => number,
): Promise<readonly string[] | undefined> {
  const answers: string[] = [];
  // What stood in a step before one went back from it is proposed again.
  const earlier: string[] = [];
  for (;;) {
    const step = stepAt(answers);
    if (!step) return answers;
    const value = earlier[answers.length] ?? step.value;
    const place = { step: answers.length + 1, totalSteps: total(answers) };
    const answer = await (step.items
      ? pick({ ...step, value, items: step.items }, place)
      : type({ ...step, value }, place));
    if (answer === undefined) return undefined;
    if (answer === back) {
      answers.pop();
      continue;
    }
    // Another answer than before may change what comes next.
    if (earlier[answers.length] !== answer) earlier.length = answers.length;
    earlier[answers.length] = answer;
    answers.push(answer);
  }
}

const back = Symbol('back');
type Answer = string | typeof back | undefined;

function pick({ items, ...step }: Step & { readonly items: readonly StepItem[] }, place: Place): Promise<Answer> {
  const picker = vscode.window.createQuickPick<StepItem>();
  picker.items = items;
  picker.activeItems = items.filter(({ value }) => value === step.value);
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  return shown(picker, step, place, () => Promise.resolve(picker.activeItems[0]?.value));
}

function type(step: Step, place: Place): Promise<Answer> {
  const box = vscode.window.createInputBox();
  box.value = step.value;
  const judge = async (): Promise<string | undefined> => {
    const text = box.value;
    const fault = await step.fault?.(text);
    if (text === box.value) box.validationMessage = fault;
    return fault === undefined ? text : undefined;
  };
  box.onDidChangeValue(() => void judge());
  void judge();
  return shown(box, step, place, judge);
}

type Input = vscode.QuickPick<StepItem> | vscode.InputBox;

async function shown(
  input: Input,
  step: Step,
  place: Place,
  accepted: () => Promise<string | undefined>,
): Promise<Answer> {
  const settings = { title: step.title, placeholder: step.placeholder, ignoreFocusOut: true, ...place };
  Object.assign(input, settings, { buttons: place.step > 1 ? [vscode.QuickInputButtons.Back] : [] });
  try {
    return await new Promise<Answer>((resolve) => {
      input.onDidAccept(() => void accepted().then((answer) => (answer === undefined ? undefined : resolve(answer))));
      input.onDidTriggerButton(() => resolve(back));
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
