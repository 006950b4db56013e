import type { VariantOutline } from '../contract/matrix.ts';
import type { Instance } from '../model/instance.ts';
import { variantsOf } from '../model/variants.ts';
import type { Variant } from '../model/variants.ts';
import { instantiate } from '../semantics/instantiate.ts';

/** A row of the matrix; `instance` where it can be explored, else the outline says why it cannot. */
export interface LoadedVariant {
  readonly outline: VariantOutline;
  readonly instance: Instance | undefined;
}

/** Every variant of an instance's scenario. Instantiating each shows whether its failures have all that they need. */
export function loadVariants(declared: Instance): readonly LoadedVariant[] {
  return variantsOf(declared).map(variant => loadVariant(declared, variant));
}

export function loadVariant({ protocol }: Instance, { id, name, phrase, scenario }: Variant): LoadedVariant {
  const refused = (reason: string): LoadedVariant => ({ outline: { id, name, phrase, reason }, instance: undefined });
  if (!scenario.ok) return refused(scenario.failure);
  const made = instantiate(protocol, scenario.value);
  if (!made.ok) return refused(made.failure.message);
  return { outline: { id, name, phrase, reason: undefined }, instance: made.value };
}
