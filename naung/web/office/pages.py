"""The administrator's pages. Every act asks `staff.actions` with who, and leaves a trail entry with why."""

from naung.web.office import accounts, health, messages, offices, posts, roles
from naung.web.pages import Page

MANAGE = "staff.manage"

PAGES = [
    Page("officers", "admin/petugas", accounts.listed, MANAGE),
    Page("officer-appoint", "admin/petugas/angkat", posts.appoint, MANAGE, act=MANAGE),
    Page("officer", "admin/petugas/<int:number>", accounts.one, MANAGE),
    Page("officer-post", "admin/petugas/<int:number>/jabatan", posts.give, MANAGE, act=MANAGE),
    Page("officer-password", "admin/petugas/<int:number>/sandi", accounts.password, MANAGE, act=MANAGE),
    Page("officer-switch", "admin/petugas/<int:number>/akun", accounts.switch, MANAGE, act=MANAGE),
    Page("post-end", "admin/petugas/jabatan/<int:number>/akhiri", posts.end, MANAGE, act=MANAGE),
    Page("roles", "admin/peran", roles.table, MANAGE),
    Page("offices", "admin/kantor", offices.listed, MANAGE),
    Page("messages", "admin/pesan", messages.listed, MANAGE),
    Page("message", "admin/pesan/<str:key>", messages.one, MANAGE),
    Page("system", "admin/kesehatan", health.look, "system.watch"),
]
