import { Registry, type RegistryFile } from '../../src/registry/registry.service.js';
import type { Office } from '../support/office.js';

/** The registry of the tests has none: administrators hold no business role. */
export async function administrator(office: Office, more: RegistryFile = {}): Promise<void> {
  await office.app.get(Registry).take({ ...more, users: [{ login: 'admin', name: '管理员', organisation: 'office', roles: ['administrator'] }] });
}
