/** The only module that reads the environment. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readWitnesses, type Witness } from '../collection/ledger/cosignature.ts';
import { readProviders } from '../access/singleSignOn/provider.ts';
import { readMessaging } from '../platform/messages/messaging.ts';
import { StartError } from '../platform/startError.ts';
import { settings } from './settings.ts';

/** What the settings mean; settings.ts describes each. */
export type Config = ReturnType<typeof readConfig>;

/** Invalid settings; the message lists every error at once. */
class ConfigError extends StartError {}

/**
 * The environment, with the variables that `.env` in the working folder adds. @throws ConfigError when that file cannot
 * be read
 */
function programEnvironment(): NodeJS.ProcessEnv {
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
export function readConfig(env: NodeJS.ProcessEnv = programEnvironment(), defaultDataFolder = 'data') {
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
    workers: set.WORKERS,
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
