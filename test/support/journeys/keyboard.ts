import type { Locator, Page } from 'playwright-core';

/** What a person does who has a keyboard and no mouse. Whatever cannot be reached, or be seen when it is, throws. */
export type Keyboard = {
  /** Tabs to it, however far it is; to a fold by the words on its handle. */
  to(target: Locator): Promise<void>;
  /** Tabs to it and presses a key, Enter unless another is named. */
  press(target: Locator, key?: 'Enter' | 'Space'): Promise<void>;
  /** Tabs to a field and writes over what stands there. */
  write(field: Locator, text: string): Promise<void>;
  /** Tabs into a group of radio buttons and moves by arrow to one of them. */
  choose(option: Locator): Promise<void>;
  /** Tabs to a list and types an option's first letters. */
  pick(list: Locator, option: string): Promise<void>;
};

export function keyboardOf(page: Page): Keyboard {
  const { keyboard } = page;

  async function tabUntil(reached: () => Promise<boolean>, what: Locator): Promise<void> {
    for (let tabs = 0; tabs < 150; tabs += 1) {
      if (await reached()) return expectSeen(page, what);
      await keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not get to ${what} on ${page.url()}.`);
  }

  const to = async (target: Locator): Promise<void> => {
    await target.waitFor();
    await tabUntil(
      () => target.evaluate((element) => (element.closest('summary') ?? element) === document.activeElement),
      target,
    );
  };

  return {
    to,
    press: async (target, key = 'Enter') => {
      await to(target);
      await keyboard.press(key);
    },
    write: async (field, text) => {
      await to(field);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.type(text);
    },
    choose: async (option) => {
      await option.waitFor();
      await tabUntil(() => option.evaluate(isInItsGroup), option);
      if (await option.evaluate((element) => element === document.activeElement)) await keyboard.press('Space');
      for (let arrows = 0; !(await option.isChecked()); arrows += 1) {
        if (arrows > 20) throw new Error(`The arrow keys do not get to ${option}.`);
        await keyboard.press('ArrowDown');
      }
    },
    pick: async (list, option) => {
      await to(list);
      await keyboard.type(option);
      const chosen = await chosenIn(list);
      if (!chosen.startsWith(option)) throw new Error(`Typing "${option}" in ${list} chose "${chosen}".`);
    },
  };
}

/** The option that a list shows. */
export function chosenIn(list: Locator): Promise<string> {
  return list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text.trim() ?? '');
}

/** One of its group has the focus: Tab stops at a group once. */
function isInItsGroup(element: Element): boolean {
  const focused = document.activeElement;
  const { name, form } = element as HTMLInputElement;
  return (
    focused instanceof HTMLInputElement && focused.type === 'radio' && focused.name === name && focused.form === form
  );
}

/** Focus is always visible (DESIGN.md): in the window, and with a ring of its own or of the label around it. */
async function expectSeen(page: Page, what: Locator): Promise<void> {
  const unseen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null) return 'nothing has the focus';
    const around = [focused, focused.closest('label')].filter((one) => one !== null);
    const box = (around.at(-1) ?? focused).getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight || box.width === 0) return 'it is out of sight';
    const hasRing = around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && outlineWidth !== '0px';
    });
    return hasRing ? null : 'it has no ring';
  });
  if (unseen !== null) throw new Error(`The focus on ${what} cannot be seen on ${page.url()}: ${unseen}.`);
}
