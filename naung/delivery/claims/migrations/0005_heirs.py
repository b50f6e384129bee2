import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from naung.delivery.claims.heirs.states import ACCOUNT, CHILD, HOLD, MANDATE, PAYEE, YEAR
from naung.foundation import guards

WRITTEN = ("relative", "mandate", "funeral", "payee", "payeeaccount", "scholar")  # each by an account bound to its human
OTHERS = (("hold", "opened"), ("hold", "lifted"), ("payeeaccount", "decided"), ("payeecall", "called"))
BOUND = (*((table, "entered") for table in WRITTEN), *OTHERS)
HUMANS = migrations.RunSQL(
    "".join(
        f"""alter table claims_{table} add constraint claims_{table}_{role}_is_this_human
                foreign key ({role}_by_id, {role}_human) references staff_officer (id, human_id);"""
        for table, role in BOUND
    ),
    "".join(f"alter table claims_{table} drop constraint claims_{table}_{role}_is_this_human;" for table, role in BOUND),
)

# A tree grows by whole steps: the next relative, or the next version of one, and nobody writes in between.
TREE = migrations.RunSQL(
    """
    create function claims_relative_next() returns trigger language plpgsql as $$
    declare numbers int; versions int;
    begin
        select coalesce(max(number), 0), coalesce(max(version) filter (where number = new.number), 0) into numbers, versions
          from claims_relative where person_id = new.person_id;
        if new.version <> versions + 1 or (new.version = 1 and new.number <= numbers) then
            raise exception 'naung: a family tree grows by the next relative or the next version of one' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_relative_next before insert on claims_relative for each row execute function claims_relative_next();
    """,
    "drop trigger claims_relative_next on claims_relative; drop function claims_relative_next();",
)

# While several people contest the money the claim goes no further. The claim's row is locked first, so that neither overtakes the other.
STILL = migrations.RunSQL(
    """
    create function claims_hold_locks() returns trigger language plpgsql as $$
    begin
        perform from claims_claim where id = new.claim_id for update;
        return new;
    end $$;
    create trigger claims_hold_locks before insert on claims_hold for each row execute function claims_hold_locks();
    create function claims_held() returns trigger language plpgsql as $$
    begin
        if exists (select from claims_hold h where h.claim_id = new.id and h.state = 'OPEN') then
            raise exception 'naung: a contested claim is not approved, determined or paid' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_held before update of state on claims_claim for each row
        when ((old.state, new.state) in (('ASSESSED', 'APPROVED'), ('APPROVED', 'DETERMINED'), ('DETERMINED', 'PAID'), ('APPROVED', 'PAID')))
        execute function claims_held();
    """,
    """drop trigger claims_held on claims_claim; drop function claims_held();
       drop trigger claims_hold_locks on claims_hold; drop function claims_hold_locks();""",
)

# Who receives stands in this person's tree, and a guardian by a mandate for exactly this child.
RECEIVES = migrations.RunSQL(
    """
    create function claims_payee_stands() returns trigger language plpgsql as $$
    begin
        if new.relative is not null and not exists (
            select from claims_claim c join registry_person d on d.id = c.person_id join claims_relative r on r.number = new.relative
              join registry_person p on p.id = r.person_id
             where c.id = new.claim_id and coalesce(p.merged_into_id, p.id) = coalesce(d.merged_into_id, d.id)) then
            raise exception 'naung: who receives stands in the family tree' using errcode = 'check_violation';
        end if;
        if new.mandate_id is not null and not exists (
            select from claims_mandate m where m.id = new.mandate_id and m.claim_id = new.claim_id and m.giver = new.relative and m.kind = 'GUARDIAN'
               and m.state = 'VALID') then
            raise exception 'naung: a guardian receives by a decision for this child' using errcode = 'check_violation';
        end if;
        if new.funeral_id is not null and not exists (select from claims_funeral f where f.id = new.funeral_id and f.claim_id = new.claim_id) then
            raise exception 'naung: who paid for the funeral is of another claim' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_payee_stands before insert on claims_payee for each row execute function claims_payee_stands();
    """,
    "drop trigger claims_payee_stands on claims_payee; drop function claims_payee_stands();",
)

# An account: never the account of who died; another one only after its hours and with the old contact's "yes" to somebody else.
BY_TWO = migrations.RunSQL(
    """
    alter table claims_payeeaccount add constraint claims_payeeaccount_waits_its_hours
        check (effective_at is null or effective_at >= decided_at + make_interval(hours => wait_hours));
    create function claims_payeeaccount_theirs() returns trigger language plpgsql as $$
    begin
        if new.number <> (select coalesce(max(number), 0) + 1 from claims_payeeaccount where payee_id = new.payee_id) then
            raise exception 'naung: accounts of a receiver follow each other' using errcode = 'check_violation';
        end if;
        if exists (select from claims_payee y join claims_claim c on c.id = y.claim_id join banking_account b on b.person_id = c.person_id
                    where y.id = new.payee_id and b.number_index = new.account_index)
           or exists (select from claims_payee y join claims_claim c on c.id = y.claim_id join banking_change b on b.person_id = c.person_id
                       where y.id = new.payee_id and b.account_index = new.account_index) then
            raise exception 'naung: money of a claim never goes to the account of who died' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_payeeaccount_theirs before insert on claims_payeeaccount for each row execute function claims_payeeaccount_theirs();
    create function claims_payeeaccount_decided() returns trigger language plpgsql as $$
    begin
        if old.decided_at is not null and (new.decided_at, new.decided_human, new.effective_at)
                is distinct from (old.decided_at, old.decided_human, old.effective_at) then
            raise exception 'naung: a decided account keeps its hour' using errcode = 'restrict_violation';
        end if;
        if old.state = 'ENTERED' and new.state = 'CONFIRMED' and new.number > 1
           and (select c.answer from claims_payeecall c where c.account_id = new.id and c.answer <> 'NOBODY'
                   and c.called_at between new.entered_at and new.decided_at order by c.called_at desc, c.id desc limit 1) is distinct from 'YES' then
            raise exception 'naung: another account needs the word of the old contact' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_payeeaccount_decided before update on claims_payeeaccount for each row execute function claims_payeeaccount_decided();
    create function claims_payeecall_by_another() returns trigger language plpgsql as $$
    begin
        if not exists (select from claims_payeeaccount a where a.id = new.account_id and a.entered_human <> new.called_human
                          and a.entered_at <= new.called_at) then
            raise exception 'naung: who wrote an account does not call about it' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_payeecall_by_another before insert on claims_payeecall for each row execute function claims_payeecall_by_another();
    """,
    """drop trigger claims_payeecall_by_another on claims_payeecall; drop function claims_payeecall_by_another();
       drop trigger claims_payeeaccount_decided on claims_payeeaccount; drop function claims_payeeaccount_decided();
       drop trigger claims_payeeaccount_theirs on claims_payeeaccount; drop function claims_payeeaccount_theirs();
       alter table claims_payeeaccount drop constraint claims_payeeaccount_waits_its_hours;""",
)

# For whoever records a payment: an account confirmed by two whose hours are over, none under way, nobody contesting, the guardian still one.
READY = migrations.RunSQL(
    """
    create function claims_payee_ready(payee bigint, at timestamptz) returns boolean language sql stable as $$
        select exists (
            select from claims_payee p join claims_payeeaccount a on a.payee_id = p.id
             where p.id = payee and p.state = 'OPEN' and a.state = 'CONFIRMED' and a.effective_at <= at
               and not exists (select from claims_payeeaccount w where w.payee_id = p.id
                                  and (w.state = 'ENTERED' or w.state = 'CONFIRMED' and w.effective_at > at))
               and not exists (select from claims_hold h where h.claim_id = p.claim_id and h.state = 'OPEN')
               and not exists (select from claims_mandate m where m.id = p.mandate_id and m.state <> 'VALID')) $$;
    """,
    "drop function claims_payee_ready(bigint, timestamptz);",
)

# What was put before the insurer for a school year stays as it was put.
SCHOOL = migrations.RunSQL(
    """
    create function claims_scholaryear_kept() returns trigger language plpgsql as $$
    begin
        if old.state <> 'DUE' and (new.level, new.rupiah, new.reference, new.school, new.document, new.claimed_on)
                is distinct from (old.level, old.rupiah, old.reference, old.school, old.document, old.claimed_on) then
            raise exception 'naung: a claimed school year keeps what was claimed' using errcode = 'restrict_violation';
        end if;
        return new;
    end $$;
    create trigger claims_scholaryear_kept before update on claims_scholaryear for each row execute function claims_scholaryear_kept();
    """,
    "drop trigger claims_scholaryear_kept on claims_scholaryear; drop function claims_scholaryear_kept();",
)

TABLES = ("relative", "mandate", "funeral", "hold", "payee", "payeeaccount", "payeecall", "scholar", "scholaryear")
FROZEN = {
    "mandate": ("claim_id", "village", "kind", "giver", "holder", "holder_name", "holder_nik_index", "document", "dated_on", "entered_by_id", "entered_human"),
    "hold": ("claim_id", "village", "since", "because", "who", "opened_by_id", "opened_human", "opened_at"),
    "payee": ("claim_id", "village", "number", "kind", "relative", "mandate_id", "funeral_id", "name", "nik_index", "contact_sealed", "share_rupiah", "agreement", "without_account",
              "entered_by_id", "entered_human"),
    "payeeaccount": ("payee_id", "village", "number", "bank", "bank_name", "product", "account_sealed", "account_index", "tail", "holder", "name_score",
                     "document", "because", "wait_hours", "entered_by_id", "entered_human", "entered_at"),
    "scholar": ("claim_id", "region", "village", "relative", "place", "level", "starts_year", "entered_by_id", "entered_human"),
    "scholaryear": ("scholar_id", "region", "village", "year", "due_on"),
}  # fmt: skip
STATES = {"mandate": MANDATE, "hold": HOLD, "payee": PAYEE, "payeeaccount": ACCOUNT, "scholar": CHILD, "scholaryear": YEAR}


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_documents"),
        ("registry", "0002_guards"),
        ("banking", "0004_change_guards"),
        ("enrolment", "0004_one_payer_a_day"),
        ("staff", "0002_guards"),
        ("trail", "0002_guards"),
    ]
    operations = [
        migrations.CreateModel(
            name='Funeral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('number', models.SmallIntegerField()),
                ('name', models.TextField()),
                ('relation', models.TextField(default='')),
                ('nik_sealed', models.BinaryField(null=True)),
                ('nik_index', models.BinaryField(null=True)),
                ('phone_sealed', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(null=True)),
                ('receipt', models.TextField()),
                ('paid_on', models.DateField()),
                ('rupiah', models.BigIntegerField()),
                ('entered_human', models.BigIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('trail', models.BigIntegerField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('claim', 'number'), name='claims_funeral_number'),
                    models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('receipt', ''), _negated=True), ('number__gte', 1), ('rupiah__gt', 0)), name='claims_funeral_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('since', models.DateField()),
                ('because', models.TextField()),
                ('who', models.TextField()),
                ('opened_human', models.BigIntegerField()),
                ('opened_at', models.DateTimeField()),
                ('lifted_human', models.BigIntegerField(null=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_because', models.TextField(default='')),
                ('lifted_document', models.TextField(default='')),
                ('state', models.TextField(default='OPEN')),
                ('trail', models.BigIntegerField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(('state', 'OPEN')), fields=('claim',), name='claims_hold_one_open'),
                    models.CheckConstraint(condition=models.Q(models.Q(('because', ''), _negated=True), models.Q(('who', ''), _negated=True)), name='claims_hold_says_why'),
                    models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None), ('lifted_human', None), ('state', 'OPEN')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), ('lifted_human__isnull', False), ('state', 'LIFTED'), models.Q(('lifted_human', models.F('opened_human')), _negated=True), models.Q(('lifted_because', ''), _negated=True), models.Q(('lifted_document', ''), _negated=True)), _connector='OR'), name='claims_hold_lifted_by_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('kind', models.TextField()),
                ('giver', models.SmallIntegerField()),
                ('holder', models.SmallIntegerField(null=True)),
                ('holder_name', models.TextField()),
                ('holder_nik_sealed', models.BinaryField(null=True)),
                ('holder_nik_index', models.BinaryField(null=True)),
                ('document', models.TextField()),
                ('dated_on', models.DateField()),
                ('entered_human', models.BigIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('revoked_on', models.DateField(null=True)),
                ('revoked_because', models.TextField(default='')),
                ('state', models.TextField(default='VALID')),
                ('trail', models.BigIntegerField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(('state', 'VALID')), fields=('claim', 'kind', 'giver'), name='claims_mandate_one_a_giver'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['GUARDIAN', 'POWER']), models.Q(('document', ''), _negated=True), models.Q(('holder_name', ''), _negated=True)), name='claims_mandate_known'),
                    models.CheckConstraint(condition=models.Q(('holder', None), models.Q(('holder', models.F('giver')), _negated=True), _connector='OR'), name='claims_mandate_for_another'),
                    models.CheckConstraint(condition=models.Q(models.Q(('revoked_on__isnull', False), ('state', 'REVOKED'), models.Q(('revoked_because', ''), _negated=True)), models.Q(('revoked_because', ''), ('revoked_on', None), ('state', 'VALID')), _connector='OR'), name='claims_mandate_revoked_says_why'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('number', models.SmallIntegerField()),
                ('kind', models.TextField()),
                ('relative', models.SmallIntegerField(null=True)),
                ('name', models.TextField()),
                ('nik_index', models.BinaryField(null=True)),
                ('contact_sealed', models.BinaryField(null=True)),
                ('share_rupiah', models.BigIntegerField(null=True)),
                ('agreement', models.TextField(default='')),
                ('without_account', models.BooleanField(default=False)),
                ('entered_human', models.BigIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('ended_because', models.TextField(default='')),
                ('state', models.TextField(default='OPEN')),
                ('trail', models.BigIntegerField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('funeral', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.funeral')),
                ('mandate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.mandate')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('claim', 'number'), name='claims_payee_number'),
                    models.UniqueConstraint(condition=models.Q(('state', 'OPEN')), fields=('claim', 'relative'), name='claims_payee_once'),
                    models.UniqueConstraint(condition=models.Q(('relative', None), ('state', 'OPEN')), fields=('claim',), name='claims_payee_alone'),
                    models.CheckConstraint(condition=models.Q(models.Q(('funeral', None), ('kind', 'HEIR'), ('mandate', None), ('relative__isnull', False)), models.Q(('funeral', None), ('kind', 'GUARDIAN'), ('mandate__isnull', False), ('relative__isnull', False)), models.Q(('funeral__isnull', False), ('kind', 'FUNERAL'), ('mandate', None), ('relative', None)), models.Q(('funeral', None), ('kind', 'MEMBER'), ('mandate', None), ('relative', None)), _connector='OR'), name='claims_payee_kind'),
                    models.CheckConstraint(condition=models.Q(models.Q(('agreement', ''), ('share_rupiah', None)), models.Q(('share_rupiah__gt', 0), models.Q(('agreement', ''), _negated=True)), _connector='OR'), name='claims_payee_share_agreed'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'ENDED'), models.Q(('ended_because', ''), _negated=True)), models.Q(('ended_because', ''), ('state', 'OPEN')), _connector='OR'), name='claims_payee_ended_says_why'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PayeeAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('number', models.SmallIntegerField()),
                ('bank', models.TextField()),
                ('bank_name', models.TextField()),
                ('product', models.TextField()),
                ('account_sealed', models.BinaryField()),
                ('account_index', models.BinaryField()),
                ('tail', models.CharField(max_length=4)),
                ('holder', models.TextField()),
                ('name_score', models.SmallIntegerField()),
                ('document', models.TextField()),
                ('because', models.TextField(default='')),
                ('wait_hours', models.IntegerField()),
                ('entered_human', models.BigIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('decided_human', models.BigIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('effective_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('ended_because', models.TextField(default='')),
                ('state', models.TextField(default='ENTERED')),
                ('trail', models.BigIntegerField()),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.payee')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('payee', 'number'), name='claims_payeeaccount_number'),
                    models.UniqueConstraint(condition=models.Q(('state', 'ENTERED')), fields=('payee',), name='claims_payeeaccount_one_waits'),
                    models.CheckConstraint(condition=models.Q(models.Q(('bank', ''), _negated=True), models.Q(('holder', ''), _negated=True), models.Q(('document', ''), _negated=True), ('name_score__range', (0, 100)), ('product__in', ['basic', 'regular'])), name='claims_payeeaccount_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('wait_hours', 0)), models.Q(('number__gt', 1), ('wait_hours__gte', 48), models.Q(('because', ''), _negated=True)), _connector='OR'), name='claims_payeeaccount_change_waits'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decided_human', None), ('effective_at', None), ('state', 'ENTERED')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('decided_human__isnull', False), ('effective_at', None), ('state', 'REFUSED')), models.Q(('decided_at__gte', models.F('entered_at')), ('decided_by__isnull', False), ('decided_human__isnull', False), ('effective_at__gte', models.F('decided_at')), ('state__in', ['CONFIRMED', 'STOPPED']), models.Q(('decided_human', models.F('entered_human')), _negated=True)), _connector='OR'), name='claims_payeeaccount_by_two'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'STOPPED'), ('stopped_at__isnull', False), ('stopped_at__lt', models.F('effective_at'))), models.Q(models.Q(('state', 'STOPPED'), _negated=True), ('stopped_at', None)), _connector='OR'), name='claims_payeeaccount_stopped_in_time'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['REFUSED', 'STOPPED']), models.Q(('ended_because', ''), _negated=True)), models.Q(('ended_because', ''), ('state__in', ['ENTERED', 'CONFIRMED'])), _connector='OR'), name='claims_payeeaccount_ended_says_why'),
                ],
                "indexes": [
                    models.Index(fields=['account_index'], name='claims_paye_account_59d54c_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PayeeCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('way', models.TextField()),
                ('spoke_with', models.TextField()),
                ('answer', models.TextField()),
                ('said', models.TextField()),
                ('called_human', models.BigIntegerField()),
                ('called_at', models.DateTimeField()),
                ('trail', models.BigIntegerField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.payeeaccount')),
                ('called_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(('way__in', ['phone', 'visit']), models.Q(('answer', 'NOBODY'), models.Q(('answer__in', ['YES', 'NO']), models.Q(('spoke_with', ''), _negated=True), models.Q(('said', ''), _negated=True)), _connector='OR')), name='claims_payeecall_says_what'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Relative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('number', models.SmallIntegerField()),
                ('version', models.SmallIntegerField()),
                ('relation', models.TextField()),
                ('via', models.SmallIntegerField(null=True)),
                ('name', models.TextField()),
                ('sex', models.CharField(max_length=1)),
                ('born_on', models.DateField(null=True)),
                ('died_on', models.DateField(null=True)),
                ('joined_on', models.DateField(null=True)),
                ('left_on', models.DateField(null=True)),
                ('nik_sealed', models.BinaryField(null=True)),
                ('nik_index', models.BinaryField(null=True)),
                ('phone_sealed', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(null=True)),
                ('source', models.TextField()),
                ('void', models.BooleanField(default=False)),
                ('because', models.TextField(default='')),
                ('entered_human', models.BigIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('trail', models.BigIntegerField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('person', 'number', 'version'), name='claims_relative_version'),
                    models.CheckConstraint(condition=models.Q(('relation__in', ['spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'parent_in_law', 'named_in_will', 'other'])), name='claims_relative_relation'),
                    models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), ('sex__in', ['L', 'P']), ('source__in', ['kk', 'heirs_letter', 'told'])), name='claims_relative_known'),
                    models.CheckConstraint(condition=models.Q(('died_on', None), ('born_on', None), ('died_on__gte', models.F('born_on')), _connector='OR'), name='claims_relative_lived'),
                    models.CheckConstraint(condition=models.Q(models.Q(('relation', 'spouse'), models.Q(('left_on', None), ('joined_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR')), models.Q(('joined_on', None), ('left_on', None)), _connector='OR'), name='claims_relative_married'),
                    models.CheckConstraint(condition=models.Q(models.Q(('version', 1), ('void', False)), models.Q(('version__gt', 1), models.Q(('because', ''), _negated=True)), _connector='OR'), name='claims_relative_says_why'),
                    models.CheckConstraint(condition=models.Q(('number__gte', 1), ('version__gte', 1)), name='claims_relative_counted'),
                ],
                "indexes": [
                    models.Index(fields=['nik_index'], name='claims_rela_nik_ind_d08094_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Scholar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('village', models.CharField(max_length=13)),
                ('relative', models.SmallIntegerField()),
                ('place', models.SmallIntegerField()),
                ('level', models.TextField()),
                ('starts_year', models.SmallIntegerField()),
                ('entered_human', models.BigIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('ended_on', models.DateField(null=True)),
                ('ended_because', models.TextField(default='')),
                ('ended_note', models.TextField(default='')),
                ('state', models.TextField(default='GOING')),
                ('trail', models.BigIntegerField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(('state', 'GOING')), fields=('claim', 'relative'), name='claims_scholar_once'),
                    models.UniqueConstraint(condition=models.Q(('state', 'GOING')), fields=('claim', 'place'), name='claims_scholar_place'),
                    models.CheckConstraint(condition=models.Q(('level__in', ['tk-sd', 'smp', 'sma', 's1']), ('place__gte', 1)), name='claims_scholar_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_because__in', ['level', 'age', 'married', 'working', 'died', 'chosen_other']), ('ended_on__isnull', False), ('state', 'ENDED')), models.Q(('ended_because', ''), ('ended_on', None), ('state', 'GOING')), _connector='OR'), name='claims_scholar_ended_says_why'),
                ],
                "indexes": [
                    models.Index(fields=['region', 'state'], name='claims_scho_region_7a02f3_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ScholarYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('village', models.CharField(max_length=13)),
                ('year', models.SmallIntegerField()),
                ('due_on', models.DateField()),
                ('level', models.TextField()),
                ('rupiah', models.BigIntegerField()),
                ('reference', models.TextField()),
                ('confidence', models.TextField()),
                ('school', models.TextField(default='')),
                ('document', models.TextField(default='')),
                ('claimed_on', models.DateField(null=True)),
                ('paid_on', models.DateField(null=True)),
                ('paid_rupiah', models.BigIntegerField(null=True)),
                ('payment', models.TextField(default='')),
                ('ended_because', models.TextField(default='')),
                ('state', models.TextField(default='DUE')),
                ('trail', models.BigIntegerField()),
                ('scholar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.scholar')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('scholar', 'year'), name='claims_scholaryear_once'),
                    models.UniqueConstraint(condition=models.Q(('payment', ''), _negated=True), fields=('payment',), name='claims_scholaryear_payment_once'),
                    models.CheckConstraint(condition=models.Q(('level__in', ['tk-sd', 'smp', 'sma', 's1']), ('rupiah__gt', 0), models.Q(('reference', ''), _negated=True)), name='claims_scholaryear_money'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['CLAIMED', 'PAID']), _negated=True), models.Q(('claimed_on__isnull', False), models.Q(('document', ''), _negated=True), models.Q(('school', ''), _negated=True)), _connector='OR'), name='claims_scholaryear_claimed_with_a_letter'),
                    models.CheckConstraint(condition=models.Q(models.Q(('paid_on__isnull', False), ('paid_rupiah__gt', 0), ('paid_rupiah__lte', models.F('rupiah')), ('state', 'PAID'), models.Q(('payment', ''), _negated=True)), models.Q(models.Q(('state', 'PAID'), _negated=True), ('paid_on', None), ('paid_rupiah', None), ('payment', '')), _connector='OR'), name='claims_scholaryear_paid'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'ENDED'), models.Q(('ended_because', ''), _negated=True)), models.Q(models.Q(('state', 'ENDED'), _negated=True), ('ended_because', '')), _connector='OR'), name='claims_scholaryear_ended_says_why'),
                ],
                "indexes": [
                    models.Index(fields=['region', 'year', 'state'], name='claims_scho_region_abecfa_idx'),
                ],
            },
        ),
        HUMANS,
        *(guards.by_region(f"claims_{table}") for table in TABLES),
        *(guards.append_only(f"claims_{table}") for table in ("relative", "funeral", "payeecall")),
        *(guards.never_deleted(f"claims_{table}") for table in FROZEN),
        *(guards.frozen(f"claims_{table}", *columns) for table, columns in FROZEN.items()),
        *(guards.state_machine(f"claims_{table}", states) for table, states in STATES.items()),
        *(guards.belongs(f"claims_{table}", "claims_claim", claim_id="id", village="village") for table in ("mandate", "funeral", "hold", "payee")),
        guards.belongs("claims_scholar", "claims_claim", claim_id="id", village="village", region="region"),
        guards.belongs("claims_payeeaccount", "claims_payee", payee_id="id", village="village"),
        guards.belongs("claims_payeecall", "claims_payeeaccount", account_id="id", village="village"),
        guards.belongs("claims_scholaryear", "claims_scholar", scholar_id="id", village="village", region="region"),
        TREE,
        STILL,
        RECEIVES,
        BY_TWO,
        READY,
        SCHOOL,
    ]
