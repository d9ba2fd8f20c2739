/**
 * The only module that reads the environment. Each setting is declared once, with its name, type, default and
 * description; a test compares `.env.example` with it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { BackupPlan } from './backups/backupTask.ts';
import { readWitnesses, type Witness } from '../collection/ledger/cosignature.ts';
import { usualFormsPerMinute } from '../collection/quality/sendingLimits.ts';
import { readProviders, type ProviderSettings } from '../access/singleSignOn/provider.ts';
import { readMessaging, type Messaging } from '../platform/messages/messaging.ts';
import type { TlsFiles } from '../platform/gate/tls.ts';
import { StartError } from '../platform/startError.ts';
import { usualCacheBytes } from '../processing/columns/columnReader.ts';

export interface Config {
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; 0 lets the system choose. */
  readonly port: number;
  /** Certificate and key, if the program itself serves TLS. */
  readonly tls: TlsFiles | undefined;
  /** Folder of all data of an installation without MongoDB. */
  readonly dataFolder: string;
  /** Folder of the keys that sign the ledger. */
  readonly ledgerKeyFolder: string;
  /** Witnesses that are asked to cosign the ledger's checkpoints. */
  readonly witnesses: readonly Witness[];
  /** Automatic backups of the embedded store. */
  readonly backups: BackupPlan | undefined;
  /** Connection string of a MongoDB server; without it the embedded store is used. */
  readonly mongodbUri: string | undefined;
  /** Base URL of links that leave the program, without a slash at the end. */
  readonly publicUrl: string | undefined;
  /** Where to report a vulnerability, for security.txt. */
  readonly securityContact: string | undefined;
  /** Where to report obstacles, for the accessibility statement. */
  readonly accessibilityContact: string | undefined;
  /** Proxies in front of the program whose headers about address and TLS are trusted. */
  readonly trustedProxies: string | undefined;
  /** How many submissions one access point accepts in a minute. */
  readonly formsPerMinute: number;
  /** How many requests are processed at the same time; more are refused for a moment. */
  readonly requestsAtOnce: number;
  /** Memory for the columns and tables of analysis. */
  readonly analysisCacheBytes: number;
  /** Whether a line is logged for each request. */
  readonly logsRequests: boolean;
  /** Where the metrics are served; nowhere without a port. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Whether administrators must have a second factor. */
  readonly adminSecondFactor: 'optional' | 'required';
  /** Where staff may sign in instead of here. */
  readonly providers: readonly ProviderSettings[];
  /** Whether events are sent to other systems. */
  readonly events: boolean;
  /** Origins of sites that may show the badge and the form in a frame. */
  readonly embedOrigins: readonly string[];
  /** Whether interviewers may take day passes for tablets without a network. */
  readonly offlineInterviews: boolean;
  /** Whether PDFs that offices signed are kept with publications. */
  readonly signedCopies: boolean;
  /** Whether events may be sent to private addresses, and so into the network behind the server. */
  readonly privateWebhooks: boolean;
  /** Mail server, and the sender address; both are optional. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** Messages to people outside. */
  readonly messaging: Messaging | undefined;
}

/** Invalid settings; the message lists every error at once. */
export class ConfigError extends StartError {}

const whole = (least: number, most: number, range: string) =>
  z
    .string()
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: `must be a whole number ${range}.`,
    });
const from = (least: number) => whole(least, Infinity, `from ${least} up`);
const port = whole(0, 65_535, 'from 0 to 65535');
const text = z.string();
const optional = text.optional();
const matching = (pattern: RegExp, error: string) => text.regex(pattern, { error });
const contact = matching(/^(mailto:|https:\/\/)[^\s]+$/, 'must start with mailto: or https://.');
const oneOf = <const Words extends readonly [string, string]>(...words: Words) =>
  z.enum(words, { error: `must be ${words.join(' or ')}.` });

/** All settings. An empty value counts as not set. */
export const settings = z.object({
  HOST: text.default('127.0.0.1').describe('Address to listen on.'),
  PORT: port.prefault('3000').describe('Port to listen on; 0 lets the system choose.'),
  TLS_CERT: optional.describe('Certificate, as PEM.'),
  TLS_KEY: optional.describe('Key of the certificate, as PEM.'),
  DATA_DIR: optional.describe('Folder of everything that is kept (embedded store).'),
  LEDGER_KEY_DIR: optional.describe('Folder of the keys that sign the ledger, made at the first start.'),
  LEDGER_WITNESSES: optional.describe(
    "File that names the witnesses who are asked to cosign the ledger's checkpoints (C2SP tlog-policy), a line each.",
  ),
  BACKUP_DIR: optional.describe('Folder into which the program itself backs the embedded store up.'),
  BACKUP_EVERY_HOURS: from(1).prefault('24').describe('How often it does so.'),
  BACKUP_KEEP: from(1).prefault('14').describe('How many backups are kept.'),
  MONGODB_URI: matching(/^mongodb(\+srv)?:\/\/./, 'must start with mongodb:// or mongodb+srv://.')
    .optional()
    .describe('A MongoDB server (6 or later, replica set) instead of the embedded store.'),
  MONGODB_URI_FILE: optional.describe('The file that holds MONGODB_URI.'),
  PUBLIC_URL: text
    .transform((url) => url.replace(/\/$/, ''))
    .refine((url) => /^https?:\/\/[^/?#]+$/.test(url), {
      error: 'must be like https://langnghe.example.vn, without a path.',
    })
    .optional()
    .describe('Start of the addresses that leave the program.'),
  SECURITY_CONTACT: contact
    .optional()
    .describe('Where to report a vulnerability; published as /.well-known/security.txt.'),
  ACCESSIBILITY_CONTACT: contact
    .optional()
    .describe('Where to report what somebody cannot use; shown on the page /accessibility.'),
  TRUSTED_PROXIES: text
    .refine((names) => names.split(',').every(isProxyName), {
      error: 'must be loopback, linklocal, uniquelocal or addresses, with commas between.',
    })
    .optional()
    .describe('Proxies in front of the program.'),
  FORMS_PER_MINUTE: from(4)
    .prefault(String(usualFormsPerMinute))
    .describe(
      'How many forms one access point takes in a minute (a quarter of that from one address, half from one tablet).',
    ),
  REQUESTS_AT_ONCE: from(1)
    .prefault('250')
    .describe('How many requests a process works on at the same time.'),
  ANALYSIS_CACHE_MB: from(1)
    .prefault(String(usualCacheBytes / 2 ** 20))
    .describe('How much memory a process keeps for analysis, in megabytes.'),
  LOG_REQUESTS: oneOf('on', 'off')
    .default('on')
    .describe('Whether a line is logged for each request: on or off.'),
  METRICS_PORT: port.optional().describe('Port on which Prometheus reads /metrics.'),
  METRICS_HOST: text.default('127.0.0.1').describe('Address of that port.'),
  ADMIN_SECOND_FACTOR: oneOf('optional', 'required')
    .default('optional')
    .describe(
      'Whether administrators have to have a second factor (a code from an app): optional or required.',
    ),
  OIDC_PROVIDERS: optional.describe(
    'File that declares where else staff may sign in (OpenID Connect), as JSON; docs/single-sign-on.md says how.',
  ),
  OFFLINE_INTERVIEWS: oneOf('off', 'on')
    .default('off')
    .describe('Whether interviewers may take day passes for tablets without a network: off or on.'),
  SIGNED_COPIES: oneOf('off', 'on')
    .default('off')
    .describe('Whether PDFs that offices signed digitally are kept with publications: off or on.'),
  SMTP_URL: matching(/^smtps?:\/\/./, 'must start with smtp:// or smtps://.')
    .optional()
    .describe('A mail server for the links by which staff set their passwords.'),
  SMTP_URL_FILE: optional.describe('The file that holds SMTP_URL.'),
  MAIL_FROM: optional.describe('The address that mail comes from.'),
  EVENTS: oneOf('off', 'on')
    .default('off')
    .describe('Whether events are sent to other systems that are subscribed: off or on.'),
  MESSAGES: optional.describe(
    'File that declares how messages reach people outside (mail, SMS, Zalo), as JSON; docs/messages.md says how.',
  ),
  PRIVATE_WEBHOOKS: oneOf('forbidden', 'allowed')
    .default('forbidden')
    .describe(
      'Whether events may be sent to private, loopback and link-local addresses: forbidden or allowed.',
    ),
  EMBED_ORIGINS: text
    .transform((origins) => origins.split(',').map((origin) => origin.trim().toLowerCase()))
    .refine((origins) => origins.every((origin) => /^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)), {
      error: 'must be like https://www.example.vn, with commas between.',
    })
    .optional()
    .describe('Sites that may show the badge and the form in a frame, with commas between.'),
});

/**
 * The environment, with the variables that `.env` in the working folder adds. @throws ConfigError when that file cannot
 * be read
 */
export function programEnvironment(): NodeJS.ProcessEnv {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (error) {
    throw new ConfigError(`.env cannot be read: ${(error as Error).message}`);
  }
  return process.env;
}

/**
 * @param env by default that of the process and `.env`
 * @param defaultDataFolder data folder when `DATA_DIR` is not set
 * @throws ConfigError naming each wrong setting
 */
export function readConfig(
  env: NodeJS.ProcessEnv = programEnvironment(),
  defaultDataFolder = 'data',
): Config {
  const names = Object.keys(settings.shape);
  const given = Object.fromEntries(names.map((name) => [name, env[name]?.trim() || undefined]));
  const errors = [...takeSecretsFromFiles(given), ...errorsBetween(given)];
  const read = settings.safeParse(given);
  errors.push(...(read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`));
  const witnesses = readPolicy(given['LEDGER_WITNESSES'], errors);
  const providers = readFrom('OIDC_PROVIDERS', readProviders, given, errors) ?? [];
  const messaging = readFrom('MESSAGES', readMessaging, given, errors);
  if (!read.success || errors.length > 0) throw new ConfigError(errors.join('\n'));

  const set = read.data;
  const dataFolder = resolve(set.DATA_DIR ?? defaultDataFolder);
  return {
    host: set.HOST,
    port: set.PORT,
    tls:
      set.TLS_CERT !== undefined && set.TLS_KEY !== undefined
        ? { certFile: resolve(set.TLS_CERT), keyFile: resolve(set.TLS_KEY) }
        : undefined,
    dataFolder,
    ledgerKeyFolder: resolve(set.LEDGER_KEY_DIR ?? join(dataFolder, 'ledger-keys')),
    witnesses,
    backups:
      set.BACKUP_DIR === undefined
        ? undefined
        : { folder: resolve(set.BACKUP_DIR), everyHours: set.BACKUP_EVERY_HOURS, keep: set.BACKUP_KEEP },
    mongodbUri: set.MONGODB_URI,
    publicUrl: set.PUBLIC_URL,
    securityContact: set.SECURITY_CONTACT,
    accessibilityContact: set.ACCESSIBILITY_CONTACT,
    trustedProxies: set.TRUSTED_PROXIES,
    formsPerMinute: set.FORMS_PER_MINUTE,
    requestsAtOnce: set.REQUESTS_AT_ONCE,
    analysisCacheBytes: set.ANALYSIS_CACHE_MB * 2 ** 20,
    logsRequests: set.LOG_REQUESTS === 'on',
    metrics: set.METRICS_PORT === undefined ? undefined : { host: set.METRICS_HOST, port: set.METRICS_PORT },
    adminSecondFactor: set.ADMIN_SECOND_FACTOR,
    providers,
    events: set.EVENTS === 'on',
    embedOrigins: set.EMBED_ORIGINS ?? [],
    offlineInterviews: set.OFFLINE_INTERVIEWS === 'on',
    signedCopies: set.SIGNED_COPIES === 'on',
    privateWebhooks: set.PRIVATE_WEBHOOKS === 'allowed',
    mail:
      set.SMTP_URL !== undefined && set.MAIL_FROM !== undefined
        ? { smtpUrl: set.SMTP_URL, from: set.MAIL_FROM }
        : undefined,
    messaging,
  };
}

type Given = Record<string, string | undefined>;

function readPolicy(file: string | undefined, errors: string[]): readonly Witness[] {
  if (file === undefined) return [];
  try {
    return readWitnesses(readFileSync(file, 'utf8'));
  } catch (error) {
    errors.push(`LEDGER_WITNESSES, ${file}: ${error instanceof Error ? error.message : String(error)}.`);
    return [];
  }
}

function readFrom<Value>(
  name: 'OIDC_PROVIDERS' | 'MESSAGES',
  read: (file: string) => Value,
  given: Given,
  errors: string[],
): Value | undefined {
  const file = given[name];
  if (file === undefined) return undefined;
  try {
    return read(file);
  } catch (error) {
    errors.push(`${name}, ${file}: ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
}

/** Reads secrets from files if they are not set directly. @returns one message for each file that cannot be read */
function takeSecretsFromFiles(given: Given): string[] {
  return ['MONGODB_URI', 'SMTP_URL'].flatMap((name) => {
    const file = given[`${name}_FILE`];
    if (given[name] !== undefined || file === undefined) return [];
    try {
      given[name] = readFileSync(file, 'utf8').trim() || undefined;
      return [];
    } catch {
      return [`${file} cannot be read.`];
    }
  });
}

/** Errors in combinations of settings that are each valid alone. */
function errorsBetween(given: Given): string[] {
  const together = [
    ['SMTP_URL', 'MAIL_FROM'],
    ['TLS_CERT', 'TLS_KEY'],
  ] as const;
  const errors = together
    .filter(([one, other]) => (given[one] === undefined) !== (given[other] === undefined))
    .map(([one, other]) => `${one} and ${other} must be set together.`);
  if (given['OIDC_PROVIDERS'] !== undefined && given['PUBLIC_URL'] === undefined) {
    errors.push('OIDC_PROVIDERS needs PUBLIC_URL, to which providers send people back.');
  }
  if (given['EVENTS'] === 'on' && given['PUBLIC_URL'] === undefined) {
    errors.push('EVENTS=on needs PUBLIC_URL, with which the addresses in events begin.');
  }
  if (given['MESSAGES'] !== undefined && given['PUBLIC_URL'] === undefined) {
    errors.push('MESSAGES needs PUBLIC_URL, to which links in messages lead.');
  }
  if (given['BACKUP_DIR'] !== undefined && given['MONGODB_URI'] !== undefined) {
    errors.push('BACKUP_DIR is for the embedded store; MongoDB is backed up by deploy/backup-mongodb.sh.');
  }
  return errors;
}

/** The forms that Express accepts for a proxy: a kind of network, an address, or an address with a prefix length. */
function isProxyName(name: string): boolean {
  const [address = '', bits] = name.trim().split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(name.trim())) return true;
  return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
}
