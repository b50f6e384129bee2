"""The papers behind a run's payment: SPP and SPM by two people, the treasury's SP2D."""
