import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from naung.delivery.claims.payout.states import GAP
from naung.foundation import guards

# Who sent or put right a line of the person, prepared the list with their place, or asked the insurer to register them: of this
# membership and of those whose number it goes on with. It looks past the reader's regions: a hand elsewhere is a hand too.
HANDS = migrations.RunSQL(
    """
    create function claims_hands(member bigint) returns setof bigint language sql stable set naung.regions = '*' as $$
        with recursive held as (
            select id, follows_id, place_id, person_id from enrolment_membership where id = member
            union select m.id, m.follows_id, m.place_id, m.person_id from enrolment_membership m join held h on m.id = h.follows_id
        ), records as (
            select person_id as id from held
            union select p.id from registry_person p join records r on p.merged_into_id = r.id
        ), sent as (
            select r.id, r.file_id from intake_row r join records p on r.person_id = p.id
        )
        select e.human from sent join intake_file f on f.id = sent.file_id join trail_entry e on e.id = f.trail where e.human is not null
        union
        select e.human from sent join intake_file f on f.id = sent.file_id
            join trail_entry e on e.subject = 'intake.file:' || left(f.sha256, 16) and e.verb <> 'intake.download' where e.human is not null
        union
        select e.human from sent join trail_entry e on e.subject = 'intake.row:' || sent.id and e.verb <> 'intake.open' where e.human is not null
        union
        select a.prepared_human from held join selection_place p on p.id = held.place_id join selection_decree d on d.id = p.decree_id
            join approvals_approval a on a.id = d.approval_id where a.prepared_human is not null
        union
        select e.human from held join enrolment_membership m on m.id = held.id
            join exchange_batch b on b.kind = 'enrolment' and b.region = m.region join exchange_line l on l.batch_id = b.id and l.subject = held.id
            join trail_entry e on e.subject = 'enrolment.batch:' || b.key and e.verb in ('enrolment.request', 'enrolment.resend')
         where e.human is not null
    $$;
    create function claims_no_hand() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if coalesce(new.filer_human, new.assessor_human, new.approver_human) is not null and exists (
            select from claims_hands(new.membership_id) h where h in (new.filer_human, new.assessor_human, new.approver_human)) then
            raise exception 'naung: who listed or enrolled somebody neither files nor assesses nor approves their claim' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_no_hand before insert or update of filer_human, assessor_human, approver_human on claims_claim
        for each row execute function claims_no_hand();
    """,
    "drop trigger claims_no_hand on claims_claim; drop function claims_no_hand(); drop function claims_hands(bigint);",
)

# A death within 90 days of the first day of the cover that goes on without a hole of memberships.
YOUNG = migrations.RunSQL(
    """
    create function claims_young(claim bigint) returns boolean language sql stable set naung.regions = '*' as $$
        with recursive held as (
            select m.id, m.follows_id, m.covered_from from enrolment_membership m join claims_claim c on c.membership_id = m.id where c.id = claim
            union select m.id, m.follows_id, m.covered_from from enrolment_membership m join held h on m.id = h.follows_id
             where m.covered_until + 1 >= h.covered_from
        )
        select c.kind = 'death' and c.happened_on - (select min(covered_from) from held) < 90 from claims_claim c where c.id = claim
    $$;
    create function claims_review_stands() returns trigger language plpgsql set naung.regions = '*' as $$
    declare c record;
    begin
        select * into c from claims_claim where id = new.claim_id;
        if c.village <> new.village or c.state not in ('REPORTED', 'ASSESSED') or new.human in (select claims_hands(c.membership_id))
           or new.human in (c.filer_human, c.assessor_human) or not exists (
            select from trail_entry e join staff_officer o on o.human_id = e.human
             where e.id = new.trail and e.txid = pg_current_xact_id() and e.human = new.human and o.id = new.officer_id) then
            raise exception 'naung: the second look is somebody else''s' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_review_stands before insert on claims_review for each row execute function claims_review_stands();
    create function claims_second_look() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if new.state in ('ASSESSED', 'APPROVED') and exists (select from claims_review r where r.claim_id = new.id
                and r.human in (new.filer_human, new.assessor_human, new.approver_human)) then
            raise exception 'naung: the second look is neither the assessor''s nor the approver''s' using errcode = 'check_violation';
        end if;
        if old.state = 'ASSESSED' and new.state = 'APPROVED' and claims_young(new.id)
           and not exists (select from claims_review r where r.claim_id = new.id) then
            raise exception 'naung: a death so soon after the cover began is looked at twice' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_second_look before update on claims_claim for each row execute function claims_second_look();
    """,
    """
    drop trigger claims_second_look on claims_claim; drop function claims_second_look();
    drop trigger claims_review_stands on claims_review; drop function claims_review_stands(); drop function claims_young(bigint);
    """,
)

# Each of these rows is written by an officer whose entry of this transaction it names.
TOLD = migrations.RunSQL(
    """
    create function claims_payout_told() returns trigger language plpgsql as $$
    begin
        if not exists (select from trail_entry e join staff_officer o on o.human_id = e.human
                        where e.id = new.trail and e.txid = pg_current_xact_id() and e.human = new.human and o.id = new.officer_id) then
            raise exception 'naung: a row of % names the entry of the officer who wrote it', tg_table_name using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    """
    + "".join(
        f"create trigger claims_{table}_told before insert on claims_{table} for each row execute function claims_payout_told();"
        for table in ("determination", "reply", "payment", "confirmation")
    ),
    "".join(f"drop trigger claims_{table}_told on claims_{table};" for table in ("determination", "reply", "payment", "confirmation"))
    + "drop function claims_payout_told();",
)

# The insurer's word: the next version, on an approved claim, its lines adding up. A reply is to the newest word, by somebody else.
WORD = migrations.RunSQL(
    """
    create function claims_newest(claim bigint) returns bigint language sql stable as $$
        select id from claims_determination d where d.claim_id = claim order by version desc limit 1 $$;
    create function claims_differs(word bigint) returns boolean language sql stable as $$
        select exists (
            select from (select l->>'what' as what, sum((l->>'amount')::bigint) as rupiah from claims_claim c join claims_determination d on d.claim_id = c.id
                                cross join jsonb_array_elements(c.estimate) l where d.id = word group by 1) ours
              full join (select l->>'what' as what, sum((l->>'amount')::bigint) as rupiah from claims_determination d
                                cross join jsonb_array_elements(d.lines) l where d.id = word group by 1) theirs using (what)
             where ours.rupiah is distinct from theirs.rupiah) $$;
    create function claims_determination_stands() returns trigger language plpgsql as $$
    declare c record;
    begin
        select * into c from claims_claim where id = new.claim_id for update;
        if c.state is distinct from 'APPROVED' or c.village <> new.village or new.human in (c.assessor_human, c.approver_human) then
            raise exception 'naung: the insurer''s word is on an approved claim, recorded by neither assessor nor approver' using errcode = 'check_violation';
        end if;
        if new.source = 'file' and not exists (select from exchange_line l join exchange_batch b on b.id = l.batch_id
                where b.kind = 'claims' and l.subject = new.claim_id and b.state <> 'PREPARED') then
            raise exception 'naung: a word from a file answers a claim that was sent' using errcode = 'check_violation';
        end if;
        if new.version <> coalesce((select max(version) from claims_determination d where d.claim_id = new.claim_id), 0) + 1
           or new.rupiah <> (select coalesce(sum((l->>'amount')::bigint), 0) from jsonb_array_elements(new.lines) l)
           or exists (select from jsonb_array_elements(new.lines) l where (l->>'amount')::bigint < 0) then
            raise exception 'naung: the insurer''s lines add up to its amount' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_determination_stands before insert on claims_determination for each row execute function claims_determination_stands();
    create function claims_reply_stands() returns trigger language plpgsql as $$
    begin
        if not exists (select from claims_determination d join claims_claim c on c.id = d.claim_id
                        where d.id = new.determination_id and d.id = claims_newest(c.id) and c.state = 'DETERMINED' and c.village = new.village
                          and d.human <> new.human) then
            raise exception 'naung: a reply is to the newest word, and not by who recorded it' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_reply_stands before insert on claims_reply for each row execute function claims_reply_stands();
    """,
    """
    drop trigger claims_reply_stands on claims_reply; drop function claims_reply_stands();
    drop trigger claims_determination_stands on claims_determination; drop function claims_determination_stands();
    drop function claims_differs(bigint); drop function claims_newest(bigint);
    """,
)

# Never more than was granted, to nobody who is not ready; confirmed by another than who recorded it.
MONEY = migrations.RunSQL(
    """
    create function claims_explained(word bigint) returns boolean language sql stable as $$
        select not claims_differs(word) or exists (select from claims_reply r where r.determination_id = word and r.kind = 'EXPLAINED') $$;
    -- Of an accident before the insurer's word: days that a letter of rest names and no part had, or a receipt of a journey that stands.
    create function claims_part_stands(part claims_payment, c claims_claim) returns void language plpgsql as $$
    begin
        if c.kind <> 'accident' or c.state not in ('REPORTED', 'ASSESSED', 'APPROVED') then
            raise exception 'naung: a part is paid of an accident, before the insurer''s word' using errcode = 'check_violation';
        end if;
        if part.kind = 'inability' and (
            exists (select from claims_payment x where x.claim_id = c.id and x.kind = 'inability' and x.first_day <= part.last_day and part.first_day <= x.last_day)
            or part.last_day > part.paid_on
            or part.days <> (select coalesce(sum(least(r.until, part.last_day) - greatest(r.day, part.first_day) + 1), 0) from claims_care r
                  where r.claim_id = c.id and r.kind = 'rest' and r.day <= part.last_day and r.until >= part.first_day
                    and not exists (select from claims_care v where v.voids_id = r.id))) then
            raise exception 'naung: a day without work is paid once, after it, by its letter of rest' using errcode = 'check_violation';
        end if;
        if part.kind = 'transport' and not exists (select from claims_care t where t.id = part.care_id and t.claim_id = c.id and t.kind = 'transport'
                and part.rupiah <= t.rupiah and not exists (select from claims_care v where v.voids_id = t.id)) then
            raise exception 'naung: a part for a journey is at most its receipt, and the receipt stands' using errcode = 'check_violation';
        end if;
    end $$;
    create function claims_care_paid_stays() returns trigger language plpgsql as $$
    begin
        if new.voids_id is not null and exists (select from claims_care o join claims_payment x on x.claim_id = o.claim_id
                where o.id = new.voids_id and (x.care_id = o.id or o.kind = 'rest' and x.kind = 'inability' and x.first_day <= o.until and o.day <= x.last_day)) then
            raise exception 'naung: what was paid already is not taken back' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_care_paid_stays before insert on claims_care for each row execute function claims_care_paid_stays();
    create function claims_payment_stands() returns trigger language plpgsql as $$
    declare c claims_claim; d record; p record; paid bigint;
    begin
        select * into c from claims_claim where id = new.claim_id for update;
        select * into d from claims_determination where id = new.determination_id;
        select * into p from claims_payee where id = new.payee_id;
        if c.village <> new.village or p.claim_id is distinct from c.id then
            raise exception 'naung: a payment is to a receiver of this claim' using errcode = 'check_violation';
        end if;
        if new.determination_id is null then
            perform claims_part_stands(new, c);
        elsif c.state is distinct from 'DETERMINED' or d.id is distinct from claims_newest(c.id) or not d.granted then
            raise exception 'naung: a payment is of what the insurer granted, to a receiver of this claim' using errcode = 'check_violation';
        end if;
        if new.determination_id is not null and not claims_explained(d.id) then
            raise exception 'naung: what the insurer grants differs from the estimate and nobody explained it' using errcode = 'check_violation';
        end if;
        if not claims_payee_ready(new.payee_id, (new.paid_on + 1)::timestamp at time zone 'Asia/Makassar') then
            raise exception 'naung: nothing is paid to a receiver who is not ready' using errcode = 'check_violation';
        end if;
        select coalesce(sum(x.rupiah), 0) into paid from claims_payment x
         where x.claim_id = new.claim_id and (x.kind = 'interest') = (new.kind = 'interest');
        if new.determination_id is not null and paid + new.rupiah > (case new.kind when 'benefit' then d.rupiah
                else (select coalesce(sum(x.interest_due), 0) from claims_payment x where x.claim_id = new.claim_id) end) then
            raise exception 'naung: never more than was granted' using errcode = 'check_violation';
        end if;
        if new.kind <> 'interest' and p.share_rupiah is not null and new.rupiah + (select coalesce(sum(x.rupiah), 0) from claims_payment x
                where x.payee_id = new.payee_id and x.kind <> 'interest') > p.share_rupiah then
            raise exception 'naung: never more than the share that was agreed' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_payment_stands before insert on claims_payment for each row execute function claims_payment_stands();
    -- Whoever could have had a hand in the money on its way does not ask the family: not who recorded it, not who wrote the receiver's
    -- account, and not the village's own officer, who may have gone to the bank with them.
    create function claims_confirmation_stands() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if exists (select from claims_payment p join claims_payeeaccount a on a.payee_id = p.payee_id
                    where p.id = new.payment_id and a.entered_human = new.human)
           or exists (select from staff_post t join staff_officer o on o.id = t.officer_id where o.human_id = new.human and t.role = 'village_operator'
                         and new.village like t.region_id || '%' and t.since <= new.confirmed_on and coalesce(t.until, new.confirmed_on) >= new.confirmed_on) then
            raise exception 'naung: who wrote the account, or serves in the village, does not ask the family what came' using errcode = 'check_violation';
        end if;
        if not exists (select from claims_payment p where p.id = new.payment_id and p.village = new.village and p.human <> new.human
                          and p.paid_on <= new.confirmed_on) then
            raise exception 'naung: who recorded a payment does not confirm it' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_confirmation_stands before insert on claims_confirmation for each row execute function claims_confirmation_stands();
    create function claims_gap_stands() returns trigger language plpgsql as $$
    begin
        if new.state = 'SETTLED' and exists (select from claims_payment p where p.id = new.payment_id and p.human = new.settled_human) then
            raise exception 'naung: who recorded a payment does not settle what is missing of it' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_gap_stands before insert or update on claims_gap for each row execute function claims_gap_stands();
    """,
    """
    drop trigger claims_gap_stands on claims_gap; drop function claims_gap_stands();
    drop trigger claims_confirmation_stands on claims_confirmation; drop function claims_confirmation_stands();
    drop trigger claims_payment_stands on claims_payment; drop function claims_payment_stands();
    drop trigger claims_care_paid_stays on claims_care; drop function claims_care_paid_stays();
    drop function claims_part_stands(claims_payment, claims_claim); drop function claims_explained(bigint);
    """,
)

# The claim follows these rows: granted, refused, contested, wholly paid, wholly confirmed.
FOLLOWS = migrations.RunSQL(
    """
    create function claims_wholly_paid(claim bigint) returns boolean language sql stable as $$
        -- parts that came before the word may be more than it grants: then nothing is left to pay
        select d.granted and coalesce(sum(p.rupiah) filter (where p.kind <> 'interest'), 0) >= d.rupiah
           and (coalesce(sum(p.rupiah) filter (where p.kind = 'interest'), 0) = coalesce(sum(p.interest_due), 0)
                or exists (select from claims_gap g where g.claim_id = d.claim_id and g.kind = 'interest' and g.state = 'SETTLED'))
          from claims_determination d left join claims_payment p on p.claim_id = d.claim_id
         where d.id = claims_newest(claim) group by d.id $$;
    create function claims_wholly_confirmed(claim bigint) returns boolean language sql stable as $$
        select not exists (
            select from claims_payment p
              left join lateral (select f.rupiah from claims_confirmation f where f.payment_id = p.id order by f.number desc limit 1) said on true
             where p.claim_id = claim and (said.rupiah is null or said.rupiah < p.rupiah
                   and not exists (select from claims_gap g where g.payment_id = p.id and g.state = 'SETTLED')))
           and not exists (select from claims_gap g where g.claim_id = claim and g.state = 'OPEN') $$;
    create function claims_follows_the_insurer() returns trigger language plpgsql as $$
    declare d record;
    begin
        if new.state = old.state then
            return new;
        end if;
        select * into d from claims_determination where id = claims_newest(new.id);
        if new.state = 'DETERMINED' and d.granted is distinct from true
           or old.state = 'APPROVED' and new.state = 'REFUSED' and d.granted is distinct from false
           or old.state = 'APPROVED' and new.state in ('DETERMINED', 'REFUSED')
              and exists (select from claims_reply r where r.determination_id = d.id) then
            raise exception 'naung: a claim stands where the insurer''s newest word puts it' using errcode = 'check_violation';
        end if;
        if old.state = 'DETERMINED' and new.state = 'APPROVED' and (exists (select from claims_payment p where p.claim_id = new.id and p.determination_id is not null)
              or not exists (select from claims_reply r where r.determination_id = d.id and r.kind = 'CONTESTED')) then
            raise exception 'naung: a word is contested with a letter, before anything is paid' using errcode = 'check_violation';
        end if;
        if new.state = 'PAID' and (claims_wholly_paid(new.id) and claims_explained(d.id)) is distinct from true then
            raise exception 'naung: paid is what is wholly paid' using errcode = 'check_violation';
        end if;
        if new.state = 'PAID' and new.paid_rupiah <> (select coalesce(sum(p.rupiah), 0) from claims_payment p where p.claim_id = new.id) then
            raise exception 'naung: paid is what was transferred' using errcode = 'check_violation';
        end if;
        if new.state = 'CLOSED' and claims_wholly_confirmed(new.id) is distinct from true then
            raise exception 'naung: a claim is closed when every receiver said how much came' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_follows_the_insurer before update on claims_claim for each row execute function claims_follows_the_insurer();
    """,
    """
    drop trigger claims_follows_the_insurer on claims_claim; drop function claims_follows_the_insurer();
    drop function claims_wholly_confirmed(bigint); drop function claims_wholly_paid(bigint);
    """,
)

TABLES = ("review", "determination", "reply", "payment", "confirmation")
GUARDS = [
    HANDS,
    YOUNG,
    TOLD,
    WORD,
    MONEY,
    FOLLOWS,
    *(guards.append_only(f"claims_{table}") for table in TABLES),
    *(guards.by_region(f"claims_{table}") for table in (*TABLES, "gap")),
    guards.never_deleted("claims_gap"),
    guards.frozen("claims_gap", "claim_id", "payment_id", "village", "kind", "rupiah", "because", "opened_on", "opened_by_id", "opened_human"),
    guards.state_machine("claims_gap", GAP),
]


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_treatment"), ("intake", "0002_guards"), ("selection", "0002_guards"), ("enrolment", "0003_kinds_and_leaving"),
        ("exchange", "0002_guards"), ("approvals", "0002_guards"), ("trail", "0002_guards"), ("staff", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('village', models.CharField(max_length=13)),
                ('looked_at', models.TextField()),
                ('reviewed_on', models.DateField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('human', models.BigIntegerField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('looked_at', ''), _negated=True), name='claims_review_says_what')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Determination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('village', models.CharField(max_length=13)),
                ('version', models.SmallIntegerField()),
                ('granted', models.BooleanField()),
                ('letter_number', models.TextField()),
                ('letter_on', models.DateField()),
                ('recorded_on', models.DateField()),
                ('lines', models.JSONField(default=list)),
                ('rupiah', models.BigIntegerField()),
                ('because', models.TextField(default='')),
                ('source', models.TextField(default='screen')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('human', models.BigIntegerField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('claim', 'version'), name='claims_determination_version'), models.UniqueConstraint(fields=('claim', 'letter_number'), name='claims_determination_letter_once'), models.CheckConstraint(condition=models.Q(('recorded_on__gte', models.F('letter_on')), ('rupiah__gte', 0), ('version__gte', 1), ('source__in', ['screen', 'file']), models.Q(('letter_number', ''), _negated=True)), name='claims_determination_known'), models.CheckConstraint(condition=models.Q(('granted', True), models.Q(('granted', False), ('lines', []), ('rupiah', 0), models.Q(('because', ''), _negated=True)), _connector='OR'), name='claims_determination_refusal_says_why')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('determination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.determination')),
                ('village', models.CharField(max_length=13)),
                ('kind', models.TextField()),
                ('because', models.TextField()),
                ('letter_number', models.TextField(default='')),
                ('answer_by', models.DateField(null=True)),
                ('replied_on', models.DateField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('human', models.BigIntegerField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('answer_by', None), ('kind', 'EXPLAINED'), ('letter_number', '')), models.Q(('answer_by__gt', models.F('replied_on')), ('kind', 'CONTESTED'), models.Q(('letter_number', ''), _negated=True)), _connector='OR'), models.Q(('because', ''), _negated=True)), name='claims_reply_says_why')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('determination', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.determination')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.payee')),
                ('village', models.CharField(max_length=13)),
                ('kind', models.TextField(default='benefit')),
                ('rupiah', models.BigIntegerField()),
                ('paid_on', models.DateField()),
                ('method', models.TextField()),
                ('reference', models.TextField(unique=True)),
                ('days_late', models.IntegerField(default=0)),
                ('interest_due', models.BigIntegerField(default=0)),
                ('first_day', models.DateField(null=True)),
                ('last_day', models.DateField(null=True)),
                ('days', models.SmallIntegerField(null=True)),
                ('care', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.care')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('human', models.BigIntegerField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['benefit', 'interest', 'inability', 'transport']), ('method__in', ['transfer', 'counter']), ('rupiah__gt', 0), models.Q(('reference', ''), _negated=True)), name='claims_payment_known'), models.CheckConstraint(condition=models.Q(models.Q(('care', None), ('days', None), ('determination__isnull', False), ('first_day', None), ('kind__in', ['benefit', 'interest']), ('last_day', None)), models.Q(('care', None), ('days__gt', 0), ('determination', None), ('first_day__isnull', False), ('kind', 'inability'), ('last_day__gte', models.F('first_day'))), models.Q(('care__isnull', False), ('days', None), ('determination', None), ('first_day', None), ('kind', 'transport'), ('last_day', None)), _connector='OR'), name='claims_payment_of_a_word_or_a_part'), models.UniqueConstraint(fields=('care',), name='claims_payment_receipt_once'), models.CheckConstraint(condition=models.Q(models.Q(('days_late', 0), ('interest_due', 0)), models.Q(('days_late__gt', 0), ('interest_due__gte', 0), ('kind', 'benefit')), _connector='OR'), name='claims_payment_interest_of_late_benefits')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.payment')),
                ('village', models.CharField(max_length=13)),
                ('number', models.SmallIntegerField()),
                ('rupiah', models.BigIntegerField()),
                ('channel', models.TextField()),
                ('confirmed_on', models.DateField()),
                ('note', models.TextField(default='')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('human', models.BigIntegerField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('payment', 'number'), name='claims_confirmation_number'), models.CheckConstraint(condition=models.Q(('channel__in', ['call', 'message', 'visit']), ('number__gte', 1), ('rupiah__gte', 0)), name='claims_confirmation_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Gap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('payment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.payment')),
                ('village', models.CharField(max_length=13)),
                ('kind', models.TextField()),
                ('rupiah', models.BigIntegerField()),
                ('because', models.TextField()),
                ('opened_on', models.DateField()),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_human', models.BigIntegerField()),
                ('settled_because', models.TextField(default='')),
                ('settled_on', models.DateField(null=True)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_human', models.BigIntegerField(null=True)),
                ('state', models.TextField(default='OPEN')),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'received')), fields=('payment',), name='claims_gap_once_a_payment'), models.UniqueConstraint(condition=models.Q(('kind', 'interest')), fields=('claim',), name='claims_gap_interest_once'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'received'), ('payment__isnull', False)), models.Q(('kind', 'interest'), ('payment', None)), _connector='OR'), ('rupiah__gt', 0), models.Q(('because', ''), _negated=True)), name='claims_gap_known'), models.CheckConstraint(condition=models.Q(models.Q(('settled_because', ''), ('settled_by', None), ('settled_human', None), ('settled_on', None), ('state', 'OPEN')), models.Q(('settled_by__isnull', False), ('settled_human__isnull', False), ('settled_on__gte', models.F('opened_on')), ('state', 'SETTLED'), models.Q(('settled_human', models.F('opened_human')), _negated=True), models.Q(('settled_because', ''), _negated=True)), _connector='OR'), name='claims_gap_settled_by_another')],
                'indexes': [],
            },
        ),
        *GUARDS,
    ]
