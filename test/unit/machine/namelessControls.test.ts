import assert from 'node:assert/strict';
import { namelessIn } from '../../machine/namelessControls';

describe('controls without a name', () => {
  it('are found in a snapshot of the accessibility tree', () => {
    const snapshot = `- main:
  - group:
    - button "Send"
    - button [pressed]
    - text: Axis
    - combobox "Axis":
      - option "Time" [selected]
    - textbox
    - textbox "Body": some text
    - img:
      - text: x
    - 'button "a: b" [disabled]'`;
    assert.deepEqual(namelessIn(snapshot), ['button', 'textbox', 'img']);
  });
});
