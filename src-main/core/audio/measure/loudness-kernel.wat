;; What loudness costs time for, two channels side by side: filters of ITU-R BS.1770 and the waveform between samples;
;; and the mono that is made of the same samples.
;; Built into loudness-kernel-bytes.ts by scripts/build-kernel.mjs. All addresses in bytes; where what lies is known to
;; loudness-kernel.ts alone, but for the tables, which stand here:
;;   0 coefficients, 8 bytes each: b0 b1 b2 a1 a2 of the shelf, a1 a2 of the high pass
;;  64 rows of the interpolation, 12 numbers each: even, odd, middle
;; 352 bound, pairBound, beyondPair, beyondFour
(module
  (memory (export "memory") 2 1024)

  ;; The largest absolute value of each stretch of $bytes (a multiple of 16) as the bits of a float, which are ordered as
  ;; their values, into $out. Gives the largest of all.
  (func (export "largest") (param $at i32) (param $bytes i32) (param $count i32) (param $out i32) (result i32)
    (local $end i32) (local $most v128) (local $here i32) (local $all i32)
    (if (i32.eqz (local.get $count)) (then (return (i32.const 0))))
    (loop $each
      (local.set $end (i32.add (local.get $at) (local.get $bytes)))
      (local.set $most (v128.const i32x4 0 0 0 0))
      (loop $step
        (local.set $most (i32x4.max_s (local.get $most) (v128.and
          (v128.load (local.get $at))
          (v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $step (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $most (i32x4.max_s (local.get $most)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $most) (local.get $most))))
      (local.set $most (i32x4.max_s (local.get $most)
        (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $most) (local.get $most))))
      (local.set $here (i32x4.extract_lane 0 (local.get $most)))
      (i32.store (local.get $out) (local.get $here))
      (if (i32.gt_s (local.get $here) (local.get $all)) (then (local.set $all (local.get $here))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $each (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (local.get $all))

  ;; Two channels, every $stride bytes from $left and from $right, side by side as float64 into $out.
  (func (export "widen") (param $left i32) (param $right i32) (param $stride i32) (param $count i32) (param $out i32)
    (if (i32.eqz (local.get $count)) (then (return)))
    (loop $each
      (v128.store (local.get $out) (f64x2.promote_low_f32x4
        (v128.load32_lane 1 (local.get $right) (v128.load32_zero (local.get $left)))))
      (local.set $left (i32.add (local.get $left) (local.get $stride)))
      (local.set $right (i32.add (local.get $right) (local.get $stride)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $each (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  ;; $count frames of $channels interleaved channels to one, by their shares (float64 each, from $shares on), into $out.
  ;; Two of equal share, which is nearly all there is, go four frames at a time; up to three more are made.
  (func (export "mix") (param $at i32) (param $channels i32) (param $shares i32) (param $count i32) (param $out i32)
    (local $end i32) (local $share v128) (local $a v128) (local $b v128) (local $sum f64) (local $k i32) (local $channel i32)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (if (i32.and
          (i32.eq (local.get $channels) (i32.const 2))
          (f64.eq (f64.load (local.get $shares)) (f64.load offset=8 (local.get $shares))))
      (then
        (local.set $share (f32x4.splat (f32.demote_f64 (f64.load (local.get $shares)))))
        (block $done (loop $four
          (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
          (local.set $a (v128.load (local.get $at)))
          (local.set $b (v128.load offset=16 (local.get $at)))
          (v128.store (local.get $out) (f32x4.mul (local.get $share) (f32x4.add
            (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $a) (local.get $b))
            (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $a) (local.get $b)))))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (local.set $out (i32.add (local.get $out) (i32.const 16)))
          (br $four))))
      (else
        (block $done (loop $each
          (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
          (local.set $sum (f64.const 0))
          (local.set $k (local.get $shares))
          (local.set $channel (local.get $channels))
          (loop $add
            (local.set $sum (f64.add (local.get $sum)
              (f64.mul (f64.promote_f32 (f32.load (local.get $at))) (f64.load (local.get $k)))))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (local.set $k (i32.add (local.get $k) (i32.const 8)))
            (br_if $add (local.tee $channel (i32.sub (local.get $channel) (i32.const 1)))))
          (f32.store (local.get $out) (f32.demote_f64 (local.get $sum)))
          (local.set $out (i32.add (local.get $out) (i32.const 4)))
          (br $each))))))

  ;; Adds the squares of $count samples after both filters to the sum of $state: 16 bytes each for the sum, the last two
  ;; samples, the last two after the shelf, the last two after both. Each filter waits for its own last result only once
  ;; a sample.
  (func (export "weigh") (param $at i32) (param $count i32) (param $state i32)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $a1 v128) (local $a2 v128) (local $c1 v128) (local $c2 v128)
    (local $x v128) (local $x1 v128) (local $x2 v128) (local $y v128) (local $y1 v128) (local $y2 v128)
    (local $z v128) (local $z1 v128) (local $z2 v128) (local $sum v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    (local.set $b0 (v128.load64_splat offset=0 (i32.const 0)))
    (local.set $b1 (v128.load64_splat offset=8 (i32.const 0)))
    (local.set $b2 (v128.load64_splat offset=16 (i32.const 0)))
    (local.set $a1 (v128.load64_splat offset=24 (i32.const 0)))
    (local.set $a2 (v128.load64_splat offset=32 (i32.const 0)))
    (local.set $c1 (v128.load64_splat offset=40 (i32.const 0)))
    (local.set $c2 (v128.load64_splat offset=48 (i32.const 0)))
    (local.set $sum (v128.load offset=0 (local.get $state)))
    (local.set $x1 (v128.load offset=16 (local.get $state)))
    (local.set $x2 (v128.load offset=32 (local.get $state)))
    (local.set $y1 (v128.load offset=48 (local.get $state)))
    (local.set $y2 (v128.load offset=64 (local.get $state)))
    (local.set $z1 (v128.load offset=80 (local.get $state)))
    (local.set $z2 (v128.load offset=96 (local.get $state)))
    (loop $each
      (local.set $x (v128.load (local.get $at)))
      (local.set $y (f64x2.sub
        (f64x2.sub
          (f64x2.add
            (f64x2.mul (local.get $b0) (local.get $x))
            (f64x2.add
              (f64x2.mul (local.get $b1) (local.get $x1))
              (f64x2.mul (local.get $b2) (local.get $x2))))
          (f64x2.mul (local.get $a2) (local.get $y2)))
        (f64x2.mul (local.get $a1) (local.get $y1))))
      (local.set $z (f64x2.sub
        (f64x2.sub
          (f64x2.add
            (local.get $y)
            (f64x2.sub (local.get $y2) (f64x2.add (local.get $y1) (local.get $y1))))
          (f64x2.mul (local.get $c2) (local.get $z2)))
        (f64x2.mul (local.get $c1) (local.get $z1))))
      (local.set $sum (f64x2.add (local.get $sum) (f64x2.mul (local.get $z) (local.get $z))))
      (local.set $x2 (local.get $x1))
      (local.set $x1 (local.get $x))
      (local.set $y2 (local.get $y1))
      (local.set $y1 (local.get $y))
      (local.set $z2 (local.get $z1))
      (local.set $z1 (local.get $z))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $each (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (v128.store offset=0 (local.get $state) (local.get $sum))
    (v128.store offset=16 (local.get $state) (local.get $x1))
    (v128.store offset=32 (local.get $state) (local.get $x2))
    (v128.store offset=48 (local.get $state) (local.get $y1))
    (v128.store offset=64 (local.get $state) (local.get $y2))
    (v128.store offset=80 (local.get $state) (local.get $z1))
    (v128.store offset=96 (local.get $state) (local.get $z2)))

  ;; The largest value between the samples of the $count places whose newest sample stands at $at and after, $peak at
  ;; least. Single places are passed over, because what the outer taps add is at most the root of their energy times
  ;; that of the samples under them (Cauchy and Schwarz).
  (func $within (param $at i32) (param $count i32) (param $peak f64) (result f64)
    (local $pair v128) (local $beyondPair v128) (local $beyondFour v128) (local $best v128)
    (local $energy v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $outer v128)
    (local $lack v128) (local $none v128) (local $k i32) (local $low i32) (local $high i32)
    (local $even v128) (local $odd v128) (local $middle v128) (local $both v128) (local $apart v128)
    (local.set $pair (v128.load64_splat offset=360 (i32.const 0)))
    (local.set $beyondPair (v128.load64_splat offset=368 (i32.const 0)))
    (local.set $beyondFour (v128.load64_splat offset=376 (i32.const 0)))
    (local.set $best (f64x2.splat (local.get $peak)))
    ;; Of the samples under the filter but the newest.
    (local.set $low (i32.sub (local.get $at) (i32.const 368)))
    (loop $sum
      (local.set $a (v128.load (local.get $low)))
      (local.set $energy (f64x2.add (local.get $energy) (f64x2.mul (local.get $a) (local.get $a))))
      (local.set $low (i32.add (local.get $low) (i32.const 16)))
      (br_if $sum (i32.lt_u (local.get $low) (local.get $at))))
    ;; $low: the oldest sample under the filter.
    (local.set $low (i32.sub (local.get $at) (i32.const 368)))
    (loop $each
      (block $next
        (local.set $a (v128.load offset=368 (local.get $low)))
        (local.set $energy (f64x2.add (local.get $energy) (f64x2.mul (local.get $a) (local.get $a))))
        (local.set $a (v128.load offset=176 (local.get $low)))
        (local.set $b (v128.load offset=192 (local.get $low)))
        (local.set $outer (f64x2.sub
          (f64x2.sub (local.get $energy) (f64x2.mul (local.get $a) (local.get $a)))
          (f64x2.mul (local.get $b) (local.get $b))))
        (local.set $lack (f64x2.sub (local.get $best) (f64x2.mul (local.get $pair)
          (f64x2.pmax (f64x2.abs (local.get $a)) (f64x2.abs (local.get $b))))))
        (local.set $c (v128.load (local.get $low)))
        (local.set $energy (f64x2.sub (local.get $energy) (f64x2.mul (local.get $c) (local.get $c))))
        (local.set $none (v128.and
          (f64x2.gt (local.get $lack) (v128.const f64x2 0 0))
          (f64x2.lt
            (f64x2.mul (local.get $beyondPair) (local.get $outer))
            (f64x2.mul (local.get $lack) (local.get $lack)))))
        (br_if $next (i64x2.all_true (local.get $none)))
        (local.set $c (v128.load offset=160 (local.get $low)))
        (local.set $d (v128.load offset=208 (local.get $low)))
        ;; What the two taps in the middle, and those beside them, make.
        (local.set $even (f64x2.add
          (f64x2.mul (v128.load64_splat offset=152 (i32.const 0)) (f64x2.add (local.get $a) (local.get $b)))
          (f64x2.mul (v128.load64_splat offset=144 (i32.const 0)) (f64x2.add (local.get $c) (local.get $d)))))
        (local.set $odd (f64x2.add
          (f64x2.mul (v128.load64_splat offset=248 (i32.const 0)) (f64x2.sub (local.get $a) (local.get $b)))
          (f64x2.mul (v128.load64_splat offset=240 (i32.const 0)) (f64x2.sub (local.get $c) (local.get $d)))))
        (local.set $middle (f64x2.add
          (f64x2.mul (v128.load64_splat offset=344 (i32.const 0)) (f64x2.add (local.get $a) (local.get $b)))
          (f64x2.mul (v128.load64_splat offset=336 (i32.const 0)) (f64x2.add (local.get $c) (local.get $d)))))
        (local.set $lack (f64x2.sub (local.get $best) (f64x2.pmax
          (f64x2.add (f64x2.abs (local.get $even)) (f64x2.abs (local.get $odd)))
          (f64x2.abs (local.get $middle)))))
        (local.set $outer (f64x2.sub
          (f64x2.sub (local.get $outer) (f64x2.mul (local.get $c) (local.get $c)))
          (f64x2.mul (local.get $d) (local.get $d))))
        (local.set $none (v128.or (local.get $none) (v128.and
          (f64x2.gt (local.get $lack) (v128.const f64x2 0 0))
          (f64x2.lt
            (f64x2.mul (local.get $beyondFour) (local.get $outer))
            (f64x2.mul (local.get $lack) (local.get $lack))))))
        (br_if $next (i64x2.all_true (local.get $none)))
        ;; All taps, the filter being the same from both ends but for a sign.
        (local.set $even (v128.const f64x2 0 0))
        (local.set $odd (v128.const f64x2 0 0))
        (local.set $middle (v128.const f64x2 0 0))
        (local.set $k (i32.const 0))
        (local.set $at (local.get $low))
        (local.set $high (i32.add (local.get $low) (i32.const 368)))
        (loop $tap
          (local.set $a (v128.load (local.get $at)))
          (local.set $b (v128.load (local.get $high)))
          (local.set $both (f64x2.add (local.get $a) (local.get $b)))
          (local.set $apart (f64x2.sub (local.get $a) (local.get $b)))
          (local.set $even (f64x2.add (local.get $even)
            (f64x2.mul (v128.load64_splat offset=64 (local.get $k)) (local.get $both))))
          (local.set $odd (f64x2.add (local.get $odd)
            (f64x2.mul (v128.load64_splat offset=160 (local.get $k)) (local.get $apart))))
          (local.set $middle (f64x2.add (local.get $middle)
            (f64x2.mul (v128.load64_splat offset=256 (local.get $k)) (local.get $both))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $high (i32.sub (local.get $high) (i32.const 16)))
          (br_if $tap (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 8))) (i32.const 96))))
        (local.set $best (f64x2.pmax (local.get $best) (f64x2.pmax
          (f64x2.add (f64x2.abs (local.get $even)) (f64x2.abs (local.get $odd)))
          (f64x2.abs (local.get $middle)))))
        ;; Both channels have one peak.
        (local.set $best (f64x2.pmax (local.get $best)
          (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $best) (local.get $best)))))
      (local.set $low (i32.add (local.get $low) (i32.const 16)))
      (br_if $each (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (f64x2.extract_lane 0 (local.get $best)))

  ;; The same over stretches of 32 places, without those whose largest sample, and that of the stretch before, is too
  ;; small. $most: as `largest` gives them, that of the stretch before in front.
  (func (export "between") (param $at i32) (param $count i32) (param $most i32) (param $peak f64) (result f64)
    (local $bound f64)
    (if (i32.eqz (local.get $count)) (then (return (local.get $peak))))
    (local.set $bound (f64.load offset=352 (i32.const 0)))
    (loop $each
      (if (f64.gt
            (f64.mul (local.get $bound) (f64.max
              (f64.promote_f32 (f32.load (local.get $most)))
              (f64.promote_f32 (f32.load offset=4 (local.get $most)))))
            (local.get $peak))
        (then (local.set $peak (call $within
          (local.get $at)
          (select (i32.const 32) (local.get $count) (i32.gt_u (local.get $count) (i32.const 32)))
          (local.get $peak)))))
      (local.set $at (i32.add (local.get $at) (i32.const 512)))
      (local.set $most (i32.add (local.get $most) (i32.const 4)))
      (local.set $count (i32.sub (local.get $count) (i32.const 32)))
      (br_if $each (i32.gt_s (local.get $count) (i32.const 0))))
    (local.get $peak)))
