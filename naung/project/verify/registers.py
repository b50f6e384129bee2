"""Promises 5 and 8 between the registers and the lists: who holds a place was let in by what the registers had said, and the people's
records say what the newest answers say. Entries of the trail are numbered in time: what an assessment knew is what stands before it."""

from naung.project.verify.check import sql

# The newest answer of each register before the assessment on which a live place rests. A corrected name, birth date or NIK made the civil
# registry's word old; a claim of the employees' list that two officers put aside before holds nobody back.
AGAINST = """
select distinct p.code || ': ' || n.source || ' said ' || n.answer
  from selection_place l join selection_assessment s on s.programme_id = l.programme_id and s.person_id = l.person_id
  join registry_person p on p.id = l.person_id
  join lateral (select distinct on (a.source) a.source, a.answer, a.facts, a.trail from registry_answer a
                 where a.person_id = l.person_id and a.trail < s.trail order by a.source, a.answered_on desc, a.id desc) n on true
 where l.state <> 'RELEASED' and case n.source
         when 'civil' then n.answer <> 'SAME' and not exists (
              select from registry_correction c where c.person_id = l.person_id and c.state = 'CORRECTED' and c.trail between n.trail and s.trail)
         when 'insured' then n.answer = 'ACTIVE' and (n.facts->>'until')::date >= s.assessed_on
         when 'employed' then n.answer = 'EMPLOYED' and not exists (
              select from registry_clearing c where c.person_id = l.person_id and c.claim = n.facts->>'status' and c.state = 'CLEARED' and c.trail < s.trail)
         when 'decile' then (s.facts->>'decile')::smallint is distinct from (n.facts->>'decile')::smallint end"""
REFUSED = """
select p.code from selection_place l join selection_assessment s on s.programme_id = l.programme_id and s.person_id = l.person_id
  join registry_person p on p.id = l.person_id where l.state <> 'RELEASED' and (not s.eligible or s.reasons <> '{}')"""
# What the last file of a register did to the record. Of the civil registry nothing is left where a correction made its word old.
RECORDS = """
select p.code || ': ' || n.source || ' said ' || n.answer
  from (select distinct on (person_id, source) person_id, source, answer, facts, trail from registry_answer
         order by person_id, source, answered_on desc, id desc) n join registry_person p on p.id = n.person_id
 where case n.source
         when 'civil' then p.civil_answer <> n.answer and not exists (
              select from registry_correction c where c.person_id = p.id and c.state = 'CORRECTED' and c.trail > n.trail)
         when 'insured' then (p.insured_until, p.insured_by) is distinct from (
              case when n.answer = 'ACTIVE' then (n.facts->>'until')::date end, case when n.answer = 'ACTIVE' then n.facts->>'payer' else '' end)
         when 'employed' then n.answer = 'EMPLOYED' and p.status is distinct from case when exists (
              select from registry_clearing c where c.person_id = p.id and c.claim = n.facts->>'status' and c.state = 'CLEARED')
              then 'none' else n.facts->>'status' end
         when 'decile' then p.decile is distinct from (n.facts->>'decile')::smallint end"""

CHECKS = [
    sql(5, "a place although a register had said no", "select count(*) from selection_place where state <> 'RELEASED'", AGAINST),
    sql(5, "a place for somebody whom the law held back", "select count(*) from selection_place where state <> 'RELEASED'", REFUSED),
    sql(8, "a record that does not say what the register said last", "select count(distinct (person_id, source)) from registry_answer", RECORDS),
]  # fmt: skip
