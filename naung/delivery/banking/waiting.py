"""Who is to be on the next opening file: members without an account, also from an earlier membership, and those refused whose data
were put right since."""

# What the bank is told of a person, as one value that changes when any of it does. The keyed index of the NIK is in it, so
# it tells nothing of the rest to whoever does not hold the keys.
TOLD = """encode(sha256(convert_to(concat_ws(';', encode(p.nik_index, 'hex'), p.name, p.birth_place, p.born_on, p.sex, p.mother, p.address,
          m.village, encode(p.phone_index, 'hex'), p.occupation_text), 'UTF8')), 'hex')"""

WAIT = f"""
  from enrolment_membership m join registry_person p on p.id = m.person_id left join banking_account a on a.membership_id = m.id
 where m.programme_id = %(programme)s and m.state = 'ENROLLED' and p.died_on is null and p.merged_into_id is null
   and (%(region)s = '' or m.region = %(region)s)
   and (a.id is null or a.state = 'AGAIN' or a.state = 'REFUSED' and a.asked_with <> {TOLD})
   and not exists (select from banking_account o where o.person_id = m.person_id and o.membership_id <> m.id
                      and o.number_index is not null and o.state <> 'CLOSED')
"""

REGIONS = f"select distinct m.region {WAIT} order by 1"
