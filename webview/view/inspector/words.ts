import type { NodeCondition, NodeMoment } from './state.ts';
import type { ValueTree } from '../../../src/scene/values.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';

const CONDITIONS: Readonly<Record<NodeCondition, string>> = {
  down: 'crashed',
  stopped: 'stopped',
  paused: 'paused',
  stalled: 'hangs',
  diskFailed: 'disk failed',
  byzantine: 'Byzantine',
};

/** What lasts at a node, in words; empty for nothing. */
export function conditionWords({ conditions }: NodeMoment): string {
  return conditions.map(condition => CONDITIONS[condition]).join(', ');
}

/** What an opened value is, whose parts stand below it. */
export function summaryOf({ kind, type, children }: ValueTree): string {
  switch (kind) {
    case 'record':
      return type;
    case 'map':
      return formatUnits(children.length, 'key');
    case 'set':
      return formatUnits(children.length, 'member');
    case 'list':
      return formatUnits(children.length, 'item');
    case 'leaf':
      return '';
  }
}
