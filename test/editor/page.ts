import { pageVariable, type PageRequest } from '../support/pageDoor.ts';

/** Asks something of the window that shows this extension host, as a person at its keyboard would see or do it. */
export async function askPage(request: PageRequest): Promise<unknown> {
  const response = await fetch(process.env[pageVariable] ?? '', { method: 'POST', body: JSON.stringify(request) });
  const answer = (await response.json()) as { value?: unknown; failure?: string };
  if (answer.failure !== undefined) throw new Error(answer.failure);
  return answer.value;
}
