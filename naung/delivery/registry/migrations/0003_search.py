from django.db import migrations

from naung.foundation import guards

# Names under row-level security cannot be searched by an index: the planner may use an index only for conditions that are
# leakproof, and no operator on words is. So the words stand in a table of their own that the app cannot read, beside the
# person's number; a function that runs as the owner looks there, within the regions of this transaction, and gives numbers.
# Whoever is named by them is still read from registry_person, under its policy. See docs/decisions/0014-search.md.
TABLES = f"""
create table registry_search (person_id bigint primary key, lives varchar(13) not null, words tsvector not null);
create index registry_search_words on registry_search using gin (words) with (fastupdate = on, gin_pending_list_limit = 256);
revoke select, update, delete, truncate on registry_search from {guards.APP};

-- Every word that stands in a name, and its sound with up to one letter left out. Words alone: nobody is named by them.
create table registry_word (word text collate "C" primary key);
create table registry_slip (rest text collate "C", word text collate "C" not null, primary key (rest, word));
revoke update, delete, truncate on registry_word, registry_slip from {guards.APP};
"""
FUNCTIONS = r"""
-- The other spellings of a word brought together; the same rules as matching/names.py `sound`, and a test holds the two together.
create function registry_sound(word text) returns text language plpgsql immutable strict parallel safe as $$
declare rule text[];
begin
    foreach rule slice 1 in array array[['(.)\1+', '\1'], ['ph', 'f'], ['th', 't'], ['dj|tj', 'y'], ['ch|c|q', 'k'], ['x', 'ks'], ['z', 's'],
        ['[vp]', 'f'], ['j', 'y'], ['oe', 'u'], ['(?<=.)h', ''], ['(?<=.)y', 'i'], ['(.)\1+', '\1'], ['(?<=...)is$', 'us']]
    loop word := regexp_replace(word, rule[1], rule[2], 'g'); end loop;
    return word;
end $$;

-- A sound as it is, and with each of its letters left out once when it has four or more: two words that become the same are a slip apart.
create function registry_slips(sound text) returns setof text language sql immutable strict parallel safe as $$
    select sound union select left(sound, n - 1) || substr(sound, n + 1) from generate_series(1, length(sound)) n where length(sound) >= 4
$$;

-- What a person is found by, so that one index answers all: the words of the name, their beginnings (^m, ^ma, ^mar: a posting list that can be
-- skipped through, where the index gathers everything for 'mar':* first), the year of birth (#1978), where they live (@53.71).
create function registry_words(name_folded text, born_on date, village text) returns tsvector language sql immutable parallel safe as $$
    select array_to_tsvector(array_remove(string_to_array(name_folded || regexp_replace(' ' || name_folded, ' (.)(.?)(.?)[^ ]*', ' ^\1 ^\1\2 ^\1\2\3', 'g'), ' '), '')
        || ('#' || extract(year from born_on)::int) || array['@' || left(village, 5), '@' || left(village, 8), '@' || village])
$$;

-- Numbers of the people who have the words, within this transaction's regions. Question n is asked where fewer than enough[n] were found.
create function registry_found(asked tsquery[], enough int[], wanted int) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
declare
    named text := nullif(current_setting('naung.regions', true), '');
    listed text[] := string_to_array(named, ',');
    around tsquery;
    one tsquery;
    seen bigint[] := '{}';
begin
    if named is null then return; end if;
    if named <> '*' and (select bool_and(length(code) > 2) from unnest(listed) code) then
        around := (select string_agg(quote_literal('@' || code), '|') from unnest(listed) code)::tsquery;
    end if;
    for n in 1 .. cardinality(asked) loop
        continue when cardinality(seen) >= least(enough[n], wanted);
        one := case when around is null then asked[n] else asked[n] && around end;
        seen := seen || array(
            select s.person_id from registry_search s
            where s.words @@ one and s.person_id <> all (seen)
              and (named = '*' or array[left(s.lives, 2), left(s.lives, 5), left(s.lives, 8), s.lives::text] && listed)
            limit wanted - cardinality(seen));
    end loop;
    return query select unnest(seen);
end $$;
"""
OURS = f"""
revoke all on function registry_found(tsquery[], int[], int) from public;
grant execute on function registry_found(tsquery[], int[], int) to {guards.APP};
"""
UNDO = """
drop table registry_search, registry_word, registry_slip;
drop function registry_found(tsquery[], int[], int), registry_words(text, date, text), registry_slips(text), registry_sound(text);
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_guards")]
    operations = [
        migrations.RunSQL(sql=TABLES + FUNCTIONS + OURS, reverse_sql=UNDO),
        guards.append_only("registry_look"),
        guards.by_region("registry_look"),
    ]
