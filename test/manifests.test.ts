/** What the compose file and the manifest of Kubernetes say, beyond their schemas, which .ci/run checks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';

const project = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const settings = read('.env.example');
const isSetting = (name: string): boolean =>
  new RegExp(`^#? ?${name.replace(/_FILE$/, '')}=`, 'm').test(settings);

interface Service {
  readonly image?: string;
  readonly build?: unknown;
  readonly pull_policy?: string;
  readonly logging?: { readonly options: Record<string, string> };
  readonly mem_limit?: string;
  readonly environment?: Record<string, string>;
  readonly entrypoint?: readonly string[];
}

describe('the compose file', () => {
  const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
    services: Record<string, Service>;
  };
  const all = Object.entries(services);

  test('lets no log grow without end', () => {
    const endless = all.filter(([, { logging }]) => !logging?.options['max-size']).map(([name]) => name);
    expect(endless).toEqual([]);
  });

  test('bounds the memory of whatever runs on, and the cache of each MongoDB below it', () => {
    const running = all.filter(([name]) => !['replica-set', 'backup'].includes(name));
    expect(running.filter(([, { mem_limit }]) => mem_limit === undefined)).toEqual([]);
    const members = all.filter(([name]) => /^mongo\d$/.test(name));
    expect(members).toHaveLength(3);
    for (const [, { mem_limit, environment, entrypoint }] of members) {
      expect(entrypoint!.at(-1)).toContain('--wiredTigerCacheSizeGB $${CACHE_GB}');
      const megabytes = Number(/:-(\d+)m\}$/.exec(mem_limit!)![1]);
      const cache = Number(/:-(\d+)\}$/.exec(environment!['CACHE_GB']!)![1]);
      expect(cache * 1024).toBeLessThan(megabytes / 2);
    }
  });

  test('takes the image of the program from nowhere but its own build', () => {
    const program = all.filter(([, { image }]) => image?.startsWith('lang-nghe:'));
    expect(program.map(([name]) => name)).toEqual(['app1', 'app2']);
    for (const [, { build, pull_policy }] of program)
      expect([typeof build, pull_policy]).toEqual(['object', 'build']);
  });

  test('sets only what is a setting', () => {
    const names = Object.keys(services['app1']!.environment!);
    expect(names.filter((name) => !isSetting(name))).toEqual([]);
  });

  test('takes backups from a member that is hidden and never primary', () => {
    const backup = services['backup']!.entrypoint!.at(-1)!;
    const [, host] = /@(\w+:\d+)\//.exec(backup) ?? [];
    const members = initiatedMembers();
    expect(members.filter(({ priority }) => priority === 0)).toEqual([
      { _id: 2, host, priority: 0, hidden: true },
    ]);
    const [, named = ''] = /lang-nghe:%s@([^/]+)\//.exec(read('deploy/make-secrets.sh')) ?? [];
    expect(named.split(',')).toEqual(members.filter((one) => one.host !== host).map((one) => one.host));
  });
});

/** Members of the replica set as `deploy/make-replica-set.js` asks for them. */
function initiatedMembers() {
  const asked: { replSetInitiate?: { members: { host: string; priority?: number }[] } }[] = [];
  runInNewContext(read('deploy/make-replica-set.js'), {
    require: () => ({ readFileSync: () => 'secret' }),
    connect: () => ({ adminCommand: (command: object) => asked.push(command), getUser: () => ({}) }),
    print: () => {},
  });
  return asked.flatMap(({ replSetInitiate }) => replSetInitiate?.members ?? []);
}

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Record<string, unknown>;
}

interface Container {
  readonly env: readonly { name: string; value: string }[];
  readonly ports: readonly { name: string }[];
  readonly volumeMounts: readonly { name: string; mountPath: string }[];
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly startupProbe: Probe;
}
interface Probe {
  readonly httpGet: { path: string; port: string };
}

describe('the manifest of Kubernetes', () => {
  const resources = parseAllDocuments(read('deploy/kubernetes.yaml')).map((one) => one.toJS() as Resource);
  const of = (kind: string): Resource => resources.find((one) => one.kind === kind)!;
  const { replicas, serviceName, podManagementPolicy, selector, template } = of('StatefulSet').spec as {
    replicas: number;
    serviceName: string;
    podManagementPolicy: string;
    selector: { matchLabels: object };
    template: {
      metadata: { labels: object };
      spec: {
        terminationGracePeriodSeconds: number;
        containers: [Container];
        volumes: { name: string; persistentVolumeClaim?: { claimName: string } }[];
      };
    };
  };
  const [container] = template.spec.containers;

  test('runs two processes, one after the other, and never less than one', () => {
    expect([replicas, podManagementPolicy]).toEqual([2, 'OrderedReady']);
    expect(of('PodDisruptionBudget').spec).toEqual({ minAvailable: 1, selector });
    expect(template.metadata.labels).toEqual(selector.matchLabels);
    expect(of('Service')).toMatchObject({
      metadata: { name: serviceName },
      spec: { selector: selector.matchLabels },
    });
  });

  test('asks /readyz whether to send people there, and /healthz alone whether to restart', () => {
    const paths = [container.startupProbe, container.readinessProbe, container.livenessProbe].map(
      ({ httpGet }) => httpGet.path,
    );
    expect(paths).toEqual(['/readyz', '/readyz', '/healthz']);
    expect(container.ports.map(({ name }) => name)).toContain(container.readinessProbe.httpGet.port);
    expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
  });

  test('sets only what is a setting, and keeps the connection string in a secret', () => {
    expect(container.env.filter(({ name }) => !isSetting(name))).toEqual([]);
    const { value = '' } = container.env.find(({ name }) => name === 'MONGODB_URI_FILE') ?? {};
    expect(value).toBe(`${container.volumeMounts[0]!.mountPath}/mongodb_uri`);
    expect(read('deploy/kubernetes.yaml')).not.toMatch(/mongodb(\+srv)?:\/\//);
  });

  test('mounts what there is, and gives the keys of the ledger a volume that outlives the processes', () => {
    const names = template.spec.volumes.map(({ name }) => name);
    expect(container.volumeMounts.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    const keys = template.spec.volumes.find(({ name }) => name === 'ledger-keys')!;
    expect(keys.persistentVolumeClaim).toEqual({ claimName: of('PersistentVolumeClaim').metadata.name });
    const [, folder] = /LEDGER_KEY_DIR=(\S+)/.exec(read('Dockerfile')) ?? [];
    expect(container.volumeMounts.find(({ name }) => name === 'ledger-keys')!.mountPath).toBe(folder);
  });
});
