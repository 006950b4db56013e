import type { EventView, ExecutionView } from '../contract/execution.ts';
import type { GraphLayout, HappensBeforeView, LayoutRequest } from '../contract/graph.ts';
import type { Mark, Scene, Subjects } from '../contract/scene.ts';
import { withFaded } from './faded.ts';
import { glyphMarks } from './glyphs.ts';
import { estimateWidth, LABEL_SIZE, shorten, type Measure } from './text.ts';

export interface HappensBeforeOptions {
  readonly direction?: 'down' | 'right' | undefined;
  readonly measure?: Measure | undefined;
}

const WIDTH_MAX = 160;
/** Room for the mark of an event, beside or above its two lines of text. */
const GLYPH_ROOM = 24;
const LINE_HEIGHT = 15;

/** What a layout engine needs to know to lay out the happens-before graph. */
export function happensBeforeRequest(
  view: ExecutionView,
  graph: HappensBeforeView,
  options: HappensBeforeOptions = {},
): LayoutRequest {
  const direction = options.direction ?? 'down';
  const measure = options.measure ?? estimateWidth;
  const vertices = view.events.map(event => {
    const { what, who } = wordsOf(view, event, measure);
    const text = Math.max(measure(what, LABEL_SIZE, 'code'), measure(who, LABEL_SIZE, 'words'));
    const lines = 2 * LINE_HEIGHT + 4;
    return direction === 'down'
      ? { width: Math.ceil(Math.max(24, text + 4)), height: GLYPH_ROOM + lines }
      : { width: Math.ceil(GLYPH_ROOM + text + 8), height: lines };
  });
  return { vertices, edges: graph.edges, direction };
}

/** The happens-before graph: each event with its mark, what it is and whose; edges from cause to effect. */
export function happensBeforeScene(
  view: ExecutionView,
  graph: HappensBeforeView,
  layout: GraphLayout,
  options: HappensBeforeOptions = {},
): Scene {
  const edges = layout.routes.flatMap((route, edge) => edgeMarks(route, graph.edges[2 * edge + 1]));
  const request = happensBeforeRequest(view, graph, options);
  const vertices = view.events.flatMap((event, index) => {
    const size = request.vertices[index];
    const [x, y] = [layout.x[index], layout.y[index]];
    if (size === undefined || x === undefined || y === undefined) return [];
    return vertexMarks(view, index, { x, y, ...size, isDown: request.direction === 'down' }, options);
  });
  return { width: layout.width, height: layout.height, marks: withFaded(view, [...edges, ...vertices]) };
}

function edgeMarks(points: readonly number[], effect: number | undefined): readonly Mark[] {
  const [fromX = 0, fromY = 0, x = 0, y = 0] = points.slice(-4);
  if (points.length < 4) return [];
  const of: Subjects = effect === undefined ? {} : { event: effect };
  const angle = Math.atan2(y - fromY, x - fromX);
  return [
    { kind: 'polyline', class: 'edge', of, points },
    { kind: 'head', class: 'edge', of, x, y, angle, hollow: false },
  ];
}

interface Vertex {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isDown: boolean;
}

function vertexMarks(
  view: ExecutionView,
  index: number,
  vertex: Vertex,
  options: HappensBeforeOptions,
): readonly Mark[] {
  const event = view.events[index];
  if (event === undefined) return [];
  const { x, y, width, height, isDown } = vertex;
  const of: Subjects = { event: index, lane: event.lane, step: event.step };
  const { what, who } = wordsOf(view, event, options.measure ?? estimateWidth);
  const [glyphX, glyphY] = isDown ? [x, y - height / 2 + 12] : [x - width / 2 + 12, y];
  const [textX, firstY] = isDown ? [x, glyphY + 10 + 11] : [x - width / 2 + GLYPH_ROOM + 2, y - 3];
  const anchor = isDown ? 'middle' : 'start';
  const line = { kind: 'text', of, x: textX, anchor, size: LABEL_SIZE } as const;
  return [
    ...glyphMarks(event, of, { x: glyphX, y: glyphY }),
    { ...line, class: event.violation ? 'eventViolation' : 'label', y: firstY, text: what, font: 'code' },
    { ...line, class: 'labelMuted', y: firstY + LINE_HEIGHT, text: who, font: 'words' },
  ];
}

/** What happened and at whom, short enough for a vertex. */
function wordsOf(
  view: ExecutionView,
  event: EventView,
  measure: Measure,
): { readonly what: string; readonly who: string } {
  const arrow = view.arrows.find(({ to }) => to !== undefined && view.events[to] === event);
  const what = event.label !== '' ? event.label : (arrow?.label ?? event.kind);
  const who = view.lanes[event.lane]?.name ?? '';
  return {
    what: shorten(what, WIDTH_MAX, { size: LABEL_SIZE, font: 'code', measure }) ?? '…',
    who: shorten(who, WIDTH_MAX, { size: LABEL_SIZE, font: 'words', measure }) ?? '…',
  };
}
