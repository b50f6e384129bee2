"""Coming in and going out. Names are allauth's own where its code asks for an address by name; its urls are included nowhere.

`early`: opens while the account is not yet safe (password to be changed, second factor to be set up)."""

from functools import partial

from naung.web.account import entrance, keys, password, provider, resume, sessions
from naung.web.pages import PUBLIC, SIGNED_IN, Page

Early = partial(Page, early=True)

PAGES = [
    Page("account_login", "masuk", entrance.SignIn.as_view(), PUBLIC, act=PUBLIC),
    Page("mfa_authenticate", "masuk/kode", entrance.SecondFactor.as_view(), PUBLIC, act=PUBLIC),
    Page("mfa_login_webauthn", "masuk/kunci", entrance.PasskeySignIn.as_view(), PUBLIC, act=PUBLIC),
    Page("openid_connect_login", "masuk/lewat/<slug:provider_id>", provider.begin, PUBLIC, act=PUBLIC),
    Page("openid_connect_callback", "masuk/lewat/<slug:provider_id>/kembali", provider.come_back, PUBLIC),
    Page("account_logout", "keluar", entrance.sign_out, PUBLIC, act=PUBLIC),  # signing out twice is no crime
    Early("account_change_password", "akun/sandi", password.Change.as_view(), SIGNED_IN, act=SIGNED_IN),
    Early("account_reauthenticate", "akun/pastikan", password.Again.as_view(), SIGNED_IN, act=SIGNED_IN),
    Early("mfa_reauthenticate", "akun/pastikan/kode", keys.CodeAgain.as_view(), SIGNED_IN, act=SIGNED_IN),
    Early("mfa_reauthenticate_webauthn", "akun/pastikan/kunci", keys.PasskeyAgain.as_view(), SIGNED_IN, act=SIGNED_IN),
    Early("mfa_index", "akun/pengaman", keys.Overview.as_view(), SIGNED_IN),
    Early("mfa_activate_totp", "akun/pengaman/aplikasi", keys.AddApp.as_view(), SIGNED_IN, act=SIGNED_IN),
    Page("mfa_deactivate_totp", "akun/pengaman/aplikasi/hapus", keys.RemoveApp.as_view(), SIGNED_IN, act=SIGNED_IN),
    Early("mfa_add_webauthn", "akun/pengaman/kunci", keys.AddPasskey.as_view(), SIGNED_IN, act=SIGNED_IN),
    Page("mfa_remove_webauthn", "akun/pengaman/kunci/<int:pk>/hapus", keys.RemovePasskey.as_view(), SIGNED_IN, act=SIGNED_IN),
    Early("mfa_view_recovery_codes", "akun/pengaman/cadangan", keys.RecoveryCodes.as_view(), SIGNED_IN),
    Page("mfa_generate_recovery_codes", "akun/pengaman/cadangan/baru", keys.NewRecoveryCodes.as_view(), SIGNED_IN, act=SIGNED_IN),
    Page("usersessions_list", "akun/sesi", sessions.listed, SIGNED_IN, act=SIGNED_IN),
    Page("session-end", "akun/sesi/<int:number>/akhiri", sessions.end, SIGNED_IN, act=SIGNED_IN),
    Page("resume", "akun/lanjutkan", resume.offer, SIGNED_IN, act=SIGNED_IN),
]  # fmt: skip
