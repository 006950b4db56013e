/** Keeps the keyboard where somebody works with the tree of branches, while it opens, changes and closes. */
export class BranchFocus {
  #wasOpen = false;
  #wasInside = false;

  /** Before anything is drawn: what is drawn may take away what has the focus. */
  beforeDrawing(): void {
    this.#wasInside = isIn('#branches');
  }

  /** Once it is drawn: into the tree when somebody in the picture opens it; back to the picture when it closes. */
  afterDrawing(isOpen: boolean, isWanted: boolean): void {
    const opens = isOpen && isWanted && !this.#wasOpen;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    this.#wasOpen = isOpen;
    if (this.#wasInside && isLost) focus(isOpen ? STOP : '.picture, .graphPicture');
    else if (opens && isIn('.picture, .graphPicture')) focus(STOP);
  }
}

const STOP = '#branches [role=treeitem][tabindex="0"]';

function isIn(selector: string): boolean {
  return document.activeElement !== null && document.activeElement.closest(selector) !== null;
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
