import { Migration } from '@mikro-orm/migrations';

const SEARCHED = ['entries', 'cases', 'replies'];

/** Texts that can be found by their words: the words, and a tsvector over them that we make ourselves, with its GIN index. */
export class Migration20261124000000_full_text extends Migration {
  override up(): void {
    for (const sort of SEARCHED) {
      this.addSql(
        `create table search_${sort} (owner varchar(36) primary key, mark text not null, head text not null, body text not null, person text not null, words tsvector not null)`,
      );
      this.addSql(`create index search_${sort}_words on search_${sort} using gin (words)`);
    }
  }
}
