import django.db.models.deletion
from django.db import migrations, models

from naung.foundation import guards
from naung.foundation.exchange.states import VERDICTS

ONCE = """
-- Money is asked to move again only where the partner is known not to have moved it, and then in the very same words.
create function exchange_call_moves_once() returns trigger language plpgsql as $$
declare known text; moved boolean;
begin
    if not new.moves then return new; end if;
    perform pg_advisory_xact_lock(hashtextextended('exchange call ' || new.partner || ' ' || new.reference, 55));
    if exists (select from exchange_call c where c.partner = new.partner and c.reference = new.reference and c.moves and c.sha256 <> new.sha256) then
        raise exception 'naung: order % was asked for before in other words', new.reference using errcode = 'check_violation';
    end if;
    if exists (select from exchange_call c join exchange_heard h on h.call_id = c.id where c.partner = new.partner
                  and c.reference = new.reference and h.verdict in ('DONE', 'REFUSED', 'INCONSISTENT')) then
        raise exception 'naung: order % is decided at the partner', new.reference using errcode = 'check_violation';
    end if;
    select c.moves, h.verdict into moved, known from exchange_call c left join exchange_heard h on h.call_id = c.id
     where c.partner = new.partner and c.reference = new.reference order by c.id desc limit 1;
    if moved is not null and not (coalesce(known, '') = 'NOT_FOUND' or moved and coalesce(known, '') = 'NOT_DONE') then
        raise exception 'naung: the outcome of order % is not known; asking again could move the money twice', new.reference
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger exchange_call_moves_once before insert on exchange_call for each row execute function exchange_call_moves_once();
"""

TWICE = "drop trigger exchange_call_moves_once on exchange_call; drop function exchange_call_moves_once();"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.TextField()),
                ("service", models.TextField()),
                ("external_id", models.TextField()),
                ("reference", models.TextField(default="")),
                ("moves", models.BooleanField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("region", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("trail", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["partner", "reference"], name="exchange_ca_partner_18ef15_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("partner", "external_id"), name="exchange_call_once_a_number"),
                    models.CheckConstraint(condition=models.Q(("moves", False), models.Q(("reference", ""), _negated=True), _connector="OR"), name="exchange_moving_names_the_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Heard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict", models.TextField()),
                ("status", models.IntegerField()),
                ("code", models.TextField(default="")),
                ("why", models.TextField(default="")),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("region", models.TextField()),
                ("heard_at", models.DateTimeField()),
                ("trail", models.BigIntegerField()),
                ("call", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="exchange.call")),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("verdict__in", VERDICTS)), name="exchange_verdict_known")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.TextField()),
                ("day", models.DateField()),
                ("external_id", models.TextField()),
                ("reference", models.TextField()),
                ("said", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("region", models.TextField()),
                ("told_at", models.DateTimeField()),
                ("trail", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["partner", "reference"], name="exchange_notice_of_order")],
                "constraints": [models.UniqueConstraint(fields=("partner", "day", "external_id"), name="exchange_notice_once_a_number")],
            },
        ),
        migrations.RunSQL(ONCE, TWICE),
        guards.append_only("exchange_call"),
        guards.append_only("exchange_heard"),
        guards.append_only("exchange_notice"),
        guards.by_region("exchange_call", "region"),
        guards.by_region("exchange_heard", "region"),
        guards.by_region("exchange_notice", "region"),
    ]
