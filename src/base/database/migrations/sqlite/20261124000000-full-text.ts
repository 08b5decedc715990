import { Migration } from '@mikro-orm/migrations';

const SEARCHED = ['entries', 'cases', 'replies'];

/**
 * Texts that can be found by their words: a table of the words, and the full-text index over it. What is deleted is
 * overwritten in the index at once (`secure-delete`), so that erased content cannot be read out of it.
 */
export class Migration20261124000000_full_text extends Migration {
  override up(): void {
    for (const sort of SEARCHED) {
      this.addSql(`create table search_${sort} (place integer primary key, owner text not null unique, mark text not null, head text not null, body text not null, person text not null)`);
      this.addSql(
        `create virtual table search_${sort}_words using fts5 (head, body, person, content = 'search_${sort}', content_rowid = 'place', detail = column, prefix = '1 2', tokenize = 'unicode61 remove_diacritics 0')`,
      );
      this.addSql(`insert into search_${sort}_words (search_${sort}_words, rank) values ('secure-delete', 1)`);
    }
  }
}
