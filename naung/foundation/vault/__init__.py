"""Identity numbers at rest: sealed with AES-256-GCM, found again by a keyed index, masked on the way to a screen."""
