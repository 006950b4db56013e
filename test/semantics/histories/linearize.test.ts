import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { objectOf } from '../../../src/semantics/histories/dataTypes.ts';
import { blameFor } from '../../../src/semantics/histories/explain.ts';
import { findOrder } from '../../../src/semantics/histories/linearize.ts';
import { predecessorsOf, type Consistency } from '../../../src/semantics/histories/order.ts';
import { hasExplanation, isExplanation, operationsIn, PRECEDES, type Happened } from './bruteForce.ts';
import { arbitraryHappenings, DATA_TYPE_NAMES, instanceWith, recorded } from './histories.ts';

const CONSISTENCIES: readonly Consistency[] = ['linearizable', 'sequential'];

for (const dataType of DATA_TYPE_NAMES) {
  for (const consistency of CONSISTENCIES) {
    describe(`Whether a history of a ${dataType} is ${consistency}`, () => {
      const instance = instanceWith(dataType);
      const object = objectOf(instance, 0);
      const precedes = PRECEDES[consistency];

      it('is what all orders of its operations say', () => {
        const seen = { ordered: 0, unordered: 0 };
        fc.assert(
          fc.property(arbitraryHappenings(dataType), happenings => {
            const history = recorded(instance, happenings);
            const operations = operationsIn(happenings);
            const found = findOrder(history, object, predecessorsOf(history, consistency));
            const isExplained = hasExplanation(dataType, operations, precedes);
            assert.equal(found.kind, isExplained ? 'ordered' : 'unordered');
            seen[isExplained ? 'ordered' : 'unordered'] += 1;
            if (found.kind !== 'ordered') return;
            const order = found.order.map(index => operations[index]!);
            assert(isExplanation(dataType, order, precedes), 'the order explains the history');
            assert.deepEqual(
              operations.filter(operation => operation.ended < Infinity && !order.includes(operation)),
              [],
              'every answered operation is in it',
            );
            for (const idle of order.filter(({ ended }) => ended === Infinity)) {
              const shorter = order.filter(operation => operation !== idle);
              assert(!isExplanation(dataType, shorter, precedes), 'an open operation is in it only if needed');
            }
          }),
          { numRuns: 300 },
        );
        assert(seen.ordered > 10 && seen.unordered > 10, `both are met: ${JSON.stringify(seen)}`);
      });

      it('is blamed on what is in the way', () => {
        fc.assert(
          fc.property(arbitraryHappenings(dataType), happenings => {
            const history = recorded(instance, happenings);
            const operations = operationsIn(happenings);
            const predecessors = predecessorsOf(history, consistency);
            fc.pre(findOrder(history, object, predecessors).kind === 'unordered');
            const blame = blameFor(history, object, predecessors);
            assert.equal(blame.kind, hasExplanation(dataType, operations, PRECEDES['any order']) ? 'order' : 'answer');
            if (blame.kind === 'answer') {
              assert(operations[blame.operation]!.ended < Infinity);
              return;
            }
            const pairs = operations.flatMap(second =>
              operations.filter(first => precedes(first, second)).map(first => [first, second] as const),
            );
            const alone = pairs.filter(([first, second]) => {
              const isFree = (a: Happened, b: Happened): boolean =>
                b === second && (a === first || precedes(first, a)) ? false : precedes(a, b);
              return hasExplanation(dataType, operations, isFree);
            });
            const blamed = [operations[blame.first]!, operations[blame.second]!];
            const isAmong = (some: typeof pairs): boolean =>
              some.some(pair => pair[0] === blamed[0] && pair[1] === blamed[1]);
            assert(isAmong(alone.length > 0 ? alone : pairs), 'a pair that is in the way, alone if there is one');
          }),
          { numRuns: 80 },
        );
      });
    });
  }
}
