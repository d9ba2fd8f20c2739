/** Providers of sign-in (OpenID Connect), as the operator declares them in the file that OIDC_PROVIDERS names. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { roles, type Role } from '../accounts/role.ts';
import type { Sentence } from '../../platform/problem.ts';

/** A role that the members of a group at the provider have here. */
export interface GroupGrant {
  readonly group: string;
  readonly role: Role;
  /** Missing: the whole installation. */
  readonly unitId?: string | undefined;
}

export interface ProviderSettings {
  /** Part of our addresses that the provider knows; never changes. */
  readonly id: string;
  readonly label: Sentence;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** What becomes of a person without an account: refused, or given an account without any role. */
  readonly newAccounts: 'invited' | 'made';
  /** Methods (`amr`, RFC 8176) by which a sign-in there counts as one with a second factor. */
  readonly secondFactorAmr: readonly string[];
  readonly groupsClaim: string;
  readonly grants: readonly GroupGrant[];
}

const word = z.string().trim().min(1);

/** Administrators are made by administrators: a provider that was broken into must not administer this system. */
const groupRoles = roles.filter((role) => role !== 'administrator');

const declaration = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,30}$/, { error: 'must be 1 to 30 small letters, digits or dashes' }),
  label: z.strictObject({ vi: word, en: word }),
  issuer: z.string().refine(isIssuer, { error: 'must be an https address (http only on this machine)' }),
  clientId: word,
  clientSecretFile: word,
  scope: z
    .string()
    .refine((scope) => scope.split(' ').includes('openid'), { error: 'must include openid' })
    .default('openid profile email'),
  newAccounts: z.enum(['invited', 'made']).default('invited'),
  secondFactorAmr: z.array(word).default([]),
  groupsClaim: word.default('groups'),
  grants: z
    .array(z.strictObject({ group: word, role: z.enum(groupRoles), unitId: word.optional() }))
    .default([]),
});

/**
 * @param file JSON: a list of providers
 * @throws Error naming each wrong value, or the file that cannot be read; never a secret
 */
export function readProviders(file: string): readonly ProviderSettings[] {
  const { data, error } = z
    .array(declaration)
    .min(1)
    .safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (error) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  for (const name of ['id', 'issuer'] as const) {
    const values = new Set(data.map((provider) => provider[name]));
    if (values.size < data.length) throw new Error(`two providers have the same ${name}`);
  }
  return data.map(({ clientSecretFile, ...provider }) => ({
    ...provider,
    clientSecret: readSecret(clientSecretFile),
  }));
}

function readSecret(file: string): string {
  const secret = readFileSync(resolve(file), 'utf8').trim();
  if (secret === '') throw new Error(`${file} is empty`);
  return secret;
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hash, search } = new URL(text);
  return hash === '' && search === '' && (protocol === 'https:' || isLoopback(text));
}

/** Whether the provider runs on this machine and is asked without TLS. */
export function isLoopback(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
